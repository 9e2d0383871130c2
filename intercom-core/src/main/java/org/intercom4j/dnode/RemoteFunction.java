package org.intercom4j.dnode;

import org.jspecify.annotations.Nullable;

/**
 * A function received from the other side; the identical object for an id until it is
 * given up. Any thread may use it.
 * <p>
 * Sessions hold functions strongly. Call {@link #cull()} for those no longer needed,
 * otherwise both sides keep them until the session ends.
 *
 * @since 0.1.0
 */
public interface RemoteFunction {

	/**
	 * Calls the function on the other side. There is no result: answers come through
	 * functions among the arguments.
	 * @param args the arguments
	 * @throws SessionClosedException if the session has ended
	 * @throws ArgumentException if an argument cannot be sent
	 */
	void call(@Nullable Object... args);

	/**
	 * Gives the function up here and tells the other side. Does nothing the second time
	 * or when the session has ended. A later call is sent all the same, and reported as
	 * failed by the other side.
	 */
	void cull();

	/**
	 * The id under which the other side offered the function.
	 * @return the id, at least 0
	 */
	long id();

}
