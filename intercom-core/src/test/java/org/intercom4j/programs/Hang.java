package org.intercom4j.programs;

import org.intercom4j.Parent;

/**
 * Works as long as it is told to; {@code hang.js} and {@code hang.py} do so, too, and can
 * hang.
 */
public final class Hang {

	private Hang() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.on("work", (event) -> {
			long end = System.nanoTime() + event.argument(0, Long.class) * 1_000_000;
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
			parent.emit("worked");
		});
	}

}
