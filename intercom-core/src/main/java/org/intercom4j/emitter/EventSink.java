package org.intercom4j.emitter;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something that emits events. The listeners run on the calling thread, and the call
 * returns after the last of them.
 *
 * @since 0.1.0
 */
public interface EventSink {

	/**
	 * Emits an event.
	 * @param event the name; as a pattern it reaches the listeners of all names it meets
	 * @param arguments the arguments
	 * @return whether there was a listener
	 * @throws ErrorEventException if an {@code error} event has no listener and its first
	 * argument is no unchecked exception, which would be thrown itself
	 * @throws ListenerException if a listener throws a checked exception
	 */
	boolean emit(String event, @Nullable Object... arguments);

	/**
	 * Emits an event like {@link #emit(String, Object...)}.
	 * @param event the segments of the name, which are not cut again
	 * @param arguments the arguments
	 * @return whether there was a listener
	 */
	boolean emit(List<String> event, @Nullable Object... arguments);

	/**
	 * Emits an event like {@link #emit(String, Object...)}.
	 * @param event the name or pattern
	 * @param arguments the arguments, which reach the listeners as they are
	 * @return whether there was a listener
	 */
	boolean emit(String event, Arguments arguments);

	/**
	 * Emits an event like {@link #emit(String, Object...)}.
	 * @param event the segments of the name, which are not cut again
	 * @param arguments the arguments, which reach the listeners as they are
	 * @return whether there was a listener
	 */
	boolean emit(List<String> event, Arguments arguments);

	/**
	 * Emits an event whose name means itself: {@code *} and {@code **} are plain segments
	 * of it. For names that come from elsewhere.
	 * @param event the name
	 * @param arguments the arguments, which reach the listeners as they are
	 * @return whether there was a listener
	 */
	boolean emitLiteral(String event, Arguments arguments);

	/**
	 * Emits an event like {@link #emitLiteral(String, Arguments)}.
	 * @param event the segments of the name, which are not cut again
	 * @param arguments the arguments, which reach the listeners as they are
	 * @return whether there was a listener
	 */
	boolean emitLiteral(List<String> event, Arguments arguments);

}
