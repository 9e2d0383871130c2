package org.intercom4j.emitter;

/**
 * An event with an argument list that was made elsewhere.
 *
 * @param name the emitted name
 * @param arguments the arguments, handed on as they are
 */
record ForwardedEvent(String name, Arguments arguments) implements Event {

}
