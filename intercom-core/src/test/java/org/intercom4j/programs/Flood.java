package org.intercom4j.programs;

import java.util.Arrays;

import org.intercom4j.Parent;

/**
 * Emits many events from its main thread, says when it has to wait for its parent, and
 * checks the order of those that it gets.
 */
public final class Flood {

	private static int expected;

	private Flood() {
	}

	public static void main(String[] args) {
		int count = Integer.parseInt(args[0]);
		String text = "x".repeat(Integer.parseInt(args[1]));
		Parent parent = Parent.connect();
		parent.on("up", (event) -> up(parent, event.argument(0, Integer.class)));
		watch(Thread.currentThread());
		long pid = ProcessHandle.current().pid();
		for (int i = 0; i < count; i++) {
			parent.emit("down", pid, i, text);
		}
		System.out.println("all emitted");
		if (args.length > 2) {
			System.exit(Integer.parseInt(args[2]));
		}
	}

	private static void up(Parent parent, int number) {
		if (number < expected) {
			parent.emit("disorder", number, expected);
		}
		expected = number + 1;
	}

	private static void watch(Thread sender) {
		Thread watcher = new Thread(() -> {
			while (Arrays.stream(sender.getStackTrace())
				.noneMatch((frame) -> frame.getMethodName().equals("awaitUninterruptibly"))) {
				if (!sender.isAlive()) {
					return;
				}
				Thread.onSpinWait();
			}
			System.out.println("blocked");
		}, "watcher");
		watcher.setDaemon(true);
		watcher.start();
	}

}
