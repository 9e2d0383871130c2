package org.intercom4j;

/**
 * Something that happened to a child. Each kind is a record of its own; an application
 * with Spring receives them as application events.
 * <p>
 * Delivered on the child's event thread, in the order in which they happened, one at a
 * time for each child. The order in one run: start or restart, then messages and output,
 * {@code rpcexit} and {@code disconnected}, exit, and close when no restart follows.
 *
 * @since 0.1.0
 */
public sealed interface ChildEvent permits ChildStartEvent, ChildRestartEvent, ChildStopEvent, ChildExitEvent,
		ChildCloseEvent, ChildErrorEvent, ChildWarnEvent, ChildReadyEvent, ChildStdoutEvent, ChildStderrEvent,
		ChildRpcReadyEvent, ChildRpcExitEvent, ChildDisconnectEvent, ChildDisconnectedEvent, ChildMessageEvent {

	/**
	 * The child.
	 * @return its name
	 */
	String child();

}
