package org.intercom4j;

import java.util.List;

import org.intercom4j.emitter.EventSource;
import org.jspecify.annotations.Nullable;

/**
 * One end of an event channel between two processes, and an event emitter of its own:
 * what {@link Child} and {@link Parent} share.
 * <p>
 * Listeners of one peer never run at the same time. They run on the peer's event thread,
 * which may block and may call the peer; an event that a listener itself emits reaches
 * the local listeners before {@code emit} returns. A listener that fails is logged, and
 * reported by an {@code error} event. Names and wildcards are those of EventEmitter2 with
 * the delimiter {@code ::}. Methods may be called from any thread.
 *
 * @since 0.1.0
 */
public interface EventPeer extends EventSource<EventPeer> {

	/**
	 * Sends an event to the other process and then to the local listeners. Both take its
	 * name as it is, never as a pattern.
	 * <p>
	 * Before the channel is ready events wait in a bounded queue, and are sent in order
	 * when it is; the local listeners hear them at once. A reserved name is refused by an
	 * {@code error} event. Arguments are JSON; a {@link org.intercom4j.dnode.Callback}
	 * anywhere in them can be called by the other process. They are copied before this
	 * method returns.
	 * @param event the event's name
	 * @param arguments its arguments
	 * @throws IllegalStateException if no channel is to come (stopped, given up) or the
	 * queue is full
	 * @throws IllegalArgumentException if an argument cannot be written as JSON
	 */
	void emit(String event, @Nullable Object... arguments);

	/**
	 * Sends an event whose name is given as segments.
	 * @param event the segments
	 * @param arguments its arguments
	 * @see #emit(String, Object...)
	 */
	void emit(List<String> event, @Nullable Object... arguments);

	/**
	 * Emits an event to the local listeners only; any name is allowed, patterns too.
	 * @param event the event's name
	 * @param arguments its arguments, handed on as they are
	 */
	void localEmit(String event, @Nullable Object... arguments);

	/**
	 * Runs a task on the event thread, once, when the channel is ready: soon if it is
	 * now, else at the next {@code rpcready}. Tasks keep their order.
	 * @param task the task
	 */
	void ready(Runnable task);

	/**
	 * Closes the channel; the process goes on. Emits {@code disconnect}; then on both
	 * sides {@code rpcexit} and {@code disconnected}. Without a ready channel it only
	 * emits.
	 */
	void disconnect();

}
