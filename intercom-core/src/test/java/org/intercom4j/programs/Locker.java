package org.intercom4j.programs;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tries to lock a file, tells whether it could, and holds the lock until its input ends.
 */
public final class Locker {

	private Locker() {
	}

	public static void main(String[] args) throws Exception {
		try (FileChannel file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE)) {
			System.out.println((file.tryLock() != null) ? "locked" : "refused");
			while (System.in.read() >= 0) {
				continue;
			}
		}
	}

}
