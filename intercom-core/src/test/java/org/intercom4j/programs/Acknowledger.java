package org.intercom4j.programs;

import org.intercom4j.Parent;
import org.intercom4j.dnode.RemoteFunction;

/**
 * Acknowledges every job, and tells its own ticks in order; {@code acknowledger.js} and
 * {@code acknowledger.py} do the same.
 */
public final class Acknowledger {

	private Acknowledger() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		long pid = ProcessHandle.current().pid();
		int[] tick = new int[1];
		parent.on("job", (event) -> {
			parent.emit("tick", pid, tick[0]++);
			event.argument(1, RemoteFunction.class).call(event.argument(0, Integer.class));
			parent.emit("tick", pid, tick[0]++);
		});
	}

}
