package org.intercom4j.programs;

import org.intercom4j.Parent;

/**
 * Says hello and is gone.
 */
public final class Brief {

	private Brief() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		parent.ready(() -> {
			parent.emit("hello");
			System.exit(0);
		});
	}

}
