package org.intercom4j.programs;

import org.intercom4j.Parent;

/**
 * Sends many events and lines and exits at once.
 */
public final class LastWords {

	private LastWords() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.ready(() -> {
			int count = Integer.parseInt(args[0]);
			for (int i = 0; i < count; i++) {
				parent.emit("word", i);
			}
			System.out.print("a last line without its end");
			System.out.flush();
			System.exit(7);
		});
	}

}
