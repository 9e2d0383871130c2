package org.intercom4j.dnode;

/**
 * A local function that is offered to the other side.
 * <p>
 * A session knows a function by its identity: the same object sent twice keeps its id,
 * two method references are two functions. Keep one object for what is sent often.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Callback {

	/**
	 * Called for every call by the other side, on the session's executor, in the order in
	 * which the calls arrived.
	 * @param args what the other side gave
	 * @throws Exception if the call fails; the session reports it with
	 * {@link SessionListener#error(Exception)}, nothing is sent back
	 */
	void call(CallArguments args) throws Exception;

	/**
	 * Called once when the session ends while the other side still could have called this
	 * function, after all calls that arrived before; never when the other side gave the
	 * function up.
	 * @param reason why the session ended
	 */
	default void closed(SessionClosedException reason) {
	}

}
