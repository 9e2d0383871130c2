package org.intercom4j.boot.programs;

import org.intercom4j.Parent;

/**
 * Sends every event back under the name {@code echo}, and writes a line to each stream.
 */
public final class Echo {

	private Echo() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.on("say::**", (event) -> parent.emit("echo", event.name(), event.argument(0)));
		parent.on("exit::now", (event) -> System.exit(event.argument(0, Integer.class)));
		System.out.println("echo is up");
		System.err.println("echo has no errors");
	}

}
