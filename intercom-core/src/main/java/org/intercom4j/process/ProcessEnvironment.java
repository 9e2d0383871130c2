package org.intercom4j.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The environment with which a process of Linux was started, as {@code /proc} shows it to
 * those of the same user.
 *
 * @param text the variables, separated by null characters; empty if it is not shown
 */
record ProcessEnvironment(String text) {

	private static final ProcessEnvironment HIDDEN = new ProcessEnvironment("");

	private static final String OWNER = "unix:uid";

	private static final Path PROC = Path.of("/proc");

	private static final Optional<Object> OWN_USER = owner(PROC.resolve("self"));

	static ProcessEnvironment of(long pid) {
		Path process = PROC.resolve(Long.toString(pid));
		try {
			if (!OWN_USER.equals(owner(process))) {
				return HIDDEN;
			}
			return new ProcessEnvironment(
					new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			return HIDDEN; // it has ended meanwhile, or hides itself
		}
	}

	private static Optional<Object> owner(Path process) {
		try {
			return Optional.of(Files.getAttribute(process, OWNER));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return Optional.empty();
		}
	}

	boolean bears(String mark) {
		return this.text.contains(mark);
	}

	Optional<String> variable(String name) {
		String start = name + "=";
		return Arrays.stream(this.text.split("\0"))
			.filter((variable) -> variable.startsWith(start))
			.map((variable) -> variable.substring(start.length()))
			.findFirst();
	}

}
