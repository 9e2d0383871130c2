package org.intercom4j;

import java.util.function.Consumer;

/**
 * The child's end of the channel to its parent: {@code process.parent} of the original
 * ({@code Parent} in its first README).
 * <p>
 * A process has one parent; {@link #connect()} connects to it once. The parent may also
 * be a Node.js program that has forked this process with
 * {@code stdio: ['ipc', 'inherit', 'inherit']}, such as the original's own. The
 * connection keeps the process alive. When the channel ends, {@code rpcexit} and
 * {@code disconnected} are emitted; if it ended because the parent died, the process
 * exits after them, unless told otherwise.
 *
 * @since 0.1.0
 */
public interface Parent extends EventPeer {

	/**
	 * Connects to the process that started this one, with the default options and the
	 * parent's own limit of frames. An event that comes before a listener was added for
	 * it waits for one, up to two seconds after the connection, and all after it do.
	 * @return the parent; its channel may become ready a moment later
	 * @throws IllegalStateException if this process was not started as a child, or cannot
	 * connect
	 */
	static Parent connect() {
		return connect(ParentOptions.fromEnvironment());
	}

	/**
	 * Connects to the process that started this one.
	 * @param options how
	 * @return the parent; its channel may become ready a moment later
	 * @throws IllegalStateException if this process was not started as a child, or cannot
	 * connect
	 */
	static Parent connect(ParentOptions options) {
		return ConnectedParent.connect(System.getenv(), options);
	}

	/**
	 * Connects to the process that started this one: the constructor of the original's
	 * first README.
	 * @param startup runs on the event thread when the channel is ready
	 * @param options how
	 * @return the parent
	 * @throws IllegalStateException if this process was not started as a child, or cannot
	 * connect
	 */
	static Parent connect(Runnable startup, ParentOptions options) {
		Parent parent = connect(options);
		parent.ready(startup);
		return parent;
	}

	/**
	 * Whether this process was started as a child.
	 * @return whether {@link #connect()} can be tried
	 */
	static boolean isPresent() {
		return new ParentAddress(System.getenv()).isPresent();
	}

	/**
	 * Begins to deliver events, where {@link ParentOptions#deferred()} says to wait for
	 * that; else without effect.
	 */
	void deliver();

	/**
	 * Adds a consumer of every event that the parent emits, called on the event thread
	 * after the listeners of that event; not of events that this side emits.
	 * @param consumer the consumer
	 */
	void onMessage(Consumer<? super ParentMessageEvent> consumer);

	/**
	 * Removes a consumer.
	 * @param consumer the consumer
	 */
	void offMessage(Consumer<? super ParentMessageEvent> consumer);

	/**
	 * Adds a task that finishes this process's work before the parent stops or restarts
	 * it: called once, after the listeners of all events that were emitted before, on a
	 * thread of its own, one task after another in the order of their addition. The
	 * channel is open meanwhile and listeners go on; when the last task has returned, or
	 * after {@code stop.drain-timeout} (10 seconds), the parent closes it. What a task
	 * throws is an {@code error} event. Not called when the parent dies, nor by a parent
	 * that is a Node.js program.
	 * @param task the task
	 */
	void onStop(Runnable task);

	/**
	 * Whether the channel is ready.
	 * @return whether events go out at once
	 */
	boolean isReady();

}
