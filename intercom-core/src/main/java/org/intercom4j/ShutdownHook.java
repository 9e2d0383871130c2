package org.intercom4j;

/**
 * What happens when the JVM ends, unless it is removed before.
 */
final class ShutdownHook {

	private final Thread thread;

	private ShutdownHook(Thread thread) {
		this.thread = thread;
	}

	static ShutdownHook add(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		Runtime.getRuntime().addShutdownHook(thread);
		return new ShutdownHook(thread);
	}

	void remove() {
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			Runtime.getRuntime().removeShutdownHook(this.thread);
		}
		catch (IllegalStateException ex) {
			// the JVM is going down already, and the hook finds nothing left to do
		}
	}

}
