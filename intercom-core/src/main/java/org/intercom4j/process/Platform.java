package org.intercom4j.process;

import java.util.Locale;

/**
 * The operating system, as far as processes differ.
 */
final class Platform {

	static final boolean LINUX = name().contains("linux");

	static final boolean MAC = name().contains("mac");

	static final boolean WINDOWS = name().contains("win") && !MAC;

	private Platform() {
	}

	private static String name() {
		return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).replace("darwin", "mac");
	}

}
