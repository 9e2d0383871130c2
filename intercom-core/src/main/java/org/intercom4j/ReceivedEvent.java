package org.intercom4j;

import org.intercom4j.emitter.Arguments;
import org.intercom4j.emitter.Event;

/**
 * An event from the other process, for observers.
 *
 * @param name its name
 * @param arguments its arguments
 */
record ReceivedEvent(String name, Arguments arguments) implements Event {
}
