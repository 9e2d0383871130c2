package org.intercom4j.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

import org.intercom4j.Parent;
import org.intercom4j.ParentOptions;

/**
 * Shows what becomes of a child when its channel ends.
 */
public final class Leaver {

	private Leaver() {
	}

	public static void main(String[] args) throws Exception {
		boolean exit = !args[0].equals("stay");
		Parent parent = Parent.connect(ParentOptions.DEFAULT.withExitOnParentDeath(exit));
		parent.on("disconnected", (event) -> System.out.println("disconnected"));
		parent.on("block", (event) -> {
			System.out.println("blocked");
			new CountDownLatch(1).await();
		});
		if (!args[0].equals("idle")) {
			// Works on until it is told to end.
			new Thread(() -> System.exit(read())).start();
		}
		parent.ready(() -> System.out.println("ready"));
	}

	private static int read() {
		try {
			int exitCode = System.in.read() - '0';
			System.out.println("still here");
			return exitCode;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
