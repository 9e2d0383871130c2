package org.intercom4j.boot.programs;

/**
 * Runs and never connects.
 */
public final class Mute {

	private Mute() {
	}

	public static void main(String[] args) throws InterruptedException {
		Thread.currentThread().join();
	}

}
