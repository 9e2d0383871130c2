package org.intercom4j.process;

import java.util.List;

/**
 * A program with its arguments, and where it was named, for the message when it is
 * missing.
 *
 * @param kind what it runs
 * @param command the program and its arguments; never empty
 * @param option the option that names the program, such as {@code command} or
 * {@code interpreter}
 * @param remedy what to do when it is not found
 * @since 0.1.0
 */
public record Program(ScriptKind kind, List<String> command, String option, String remedy) {

	/**
	 * Copies the command and checks that there is one.
	 */
	public Program {
		if (command.isEmpty()) {
			throw new IllegalArgumentException("'command' must not be empty");
		}
		command = List.copyOf(command);
	}

	/**
	 * A command as the user wrote it.
	 * @param command the program and its arguments
	 * @return the program
	 */
	public static Program of(List<String> command) {
		boolean isPath = !command.isEmpty() && Executables.hasDirectory(command.get(0));
		return new Program(ScriptKind.OTHER, command, "command", isPath
				? "Correct the path, or make the file executable." : "Install the program, or give its whole path.");
	}

	/**
	 * The program itself.
	 * @return a path or a name
	 */
	public String name() {
		return this.command.get(0);
	}

}
