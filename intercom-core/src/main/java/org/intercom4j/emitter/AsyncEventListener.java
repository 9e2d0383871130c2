package org.intercom4j.emitter;

import org.jspecify.annotations.Nullable;

/**
 * A listener with a result, which {@link EventEmitter#emitAsync(String, Object...)}
 * collects. An ordinary emit calls it like any other listener and drops the result.
 *
 * @since 0.1.0
 */
public interface AsyncEventListener extends EventListener {

	/**
	 * Handles an event.
	 * @param event the event
	 * @return the result; a {@link java.util.concurrent.CompletionStage} stands for the
	 * value it completes with
	 * @throws Exception if the listener fails
	 */
	@Nullable Object onEventAsync(Event event) throws Exception;

	@Override
	default void onEvent(Event event) throws Exception {
		Object result = onEventAsync(event);
		if (event instanceof ReplyEvent replyEvent) {
			replyEvent.reply(result);
		}
	}

}
