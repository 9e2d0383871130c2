package org.intercom4j.programs;

import org.intercom4j.Parent;

/**
 * Sends every event back under the name {@code echo}, with its name and arguments.
 */
public final class Echo {

	private Echo() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.on("say::**", (event) -> parent.emit("echo", event.name(), event.arguments().toList()));
		parent.on("exit::now", (event) -> System.exit(event.argument(0, Integer.class)));
		parent.on("halt::now", (event) -> Runtime.getRuntime().halt(event.argument(0, Integer.class)));
		parent.on("print", (event) -> System.out.println(event.argument(0, String.class)));
	}

}
