package org.intercom4j.programs;

import java.util.concurrent.CountDownLatch;

import org.intercom4j.Parent;
import org.intercom4j.Wire;

/**
 * Ends only when all that follows from the end of its channel is done.
 */
public final class SlowEnd {

	private SlowEnd() {
	}

	public static void main(String[] args) {
		CountDownLatch done = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> await(done)));
		Parent parent = Parent.connect();
		parent.on("disconnected", (event) -> Wire.inLane(parent, () -> Wire.inLane(parent, done::countDown)));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
