package org.intercom4j.programs;

import org.intercom4j.Parent;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;

/**
 * Answers through the function that it is given, and asks through one of its own.
 */
public final class Asker {

	private Asker() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.on("square", (event) -> {
			int number = event.argument(0, Integer.class);
			((RemoteFunction) event.argument(1)).call(number * number);
		});
		parent.ready(() -> {
			Callback answered = (answer) -> parent.emit("heard", answer.get(0, String.class));
			parent.emit("question", "name?", answered);
		});
	}

}
