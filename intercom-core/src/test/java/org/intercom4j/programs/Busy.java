package org.intercom4j.programs;

import org.intercom4j.Parent;

/**
 * Says so when its channel is ready, and then keeps a listener busy for ever.
 */
public final class Busy {

	private Busy() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.ready(() -> {
			parent.emit("busy");
			while (true) {
				Thread.onSpinWait();
			}
		});
	}

}
