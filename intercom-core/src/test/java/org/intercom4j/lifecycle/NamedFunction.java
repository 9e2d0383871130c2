package org.intercom4j.lifecycle;

import java.util.List;
import java.util.function.Consumer;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;

/**
 * A function of a vector's program.
 *
 * @param name its name in the vector
 * @param body what it does
 */
record NamedFunction(String name, Consumer<List<Object>> body) implements Callback {

	@Override
	public void call(CallArguments args) {
		this.body.accept(args.toList());
	}

}
