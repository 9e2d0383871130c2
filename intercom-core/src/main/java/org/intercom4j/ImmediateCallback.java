package org.intercom4j;

import java.util.function.Consumer;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;

/**
 * A method that is carried out as soon as it is read, so that a listener that blocks does
 * not delay it.
 *
 * @param task what it does; neither blocks nor calls a listener
 */
record ImmediateCallback(Consumer<CallArguments> task) implements Callback {

	@Override
	public void call(CallArguments args) {
		this.task.accept(args);
	}

	@Override
	public boolean isImmediate() {
		return true;
	}

}
