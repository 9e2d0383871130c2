package org.intercom4j.programs;

import org.intercom4j.Parent;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Ignores SIGTERM and the end of its channel.
 */
public final class Stubborn {

	private Stubborn() {
	}

	public static void main(String[] args) throws InterruptedException {
		Signal.handle(new Signal("TERM"), SignalHandler.SIG_IGN);
		Parent parent = Parent.connect();
		parent.ready(() -> parent.emit("awake"));
		Thread.currentThread().join();
	}

}
