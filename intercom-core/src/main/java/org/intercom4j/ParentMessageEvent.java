package org.intercom4j;

import org.intercom4j.emitter.Event;

/**
 * An event that the parent emitted, with a name of its own.
 *
 * @param event the event as it arrived
 * @since 0.1.0
 */
public record ParentMessageEvent(Event event) implements MessageEvent {
}
