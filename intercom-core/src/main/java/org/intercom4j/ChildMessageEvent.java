package org.intercom4j;

import org.intercom4j.emitter.Event;

/**
 * An event that the child emitted, with a name of its own.
 *
 * @param child the child's name
 * @param event the event as it arrived
 * @since 0.1.0
 */
public record ChildMessageEvent(String child, Event event) implements ChildEvent, MessageEvent {
}
