package org.intercom4j;

import java.nio.file.Path;
import java.util.List;

import org.intercom4j.process.ExtractedFiles;
import org.jspecify.annotations.Nullable;

/**
 * What can be given together to say what a child runs.
 */
record TargetRules(@Nullable String script, List<String> command) {

	void check(@Nullable Path sourceDir, @Nullable String interpreter, @Nullable Path venv, List<String> execArgv) {
		checkTarget();
		refuse(sourceDir != null && this.script == null, "sourceDir", sourceDir, "a command");
		refuse(sourceDir != null && isOnClassPath(), "sourceDir", sourceDir, "a script on the class path");
		refuse(interpreter != null && this.script == null, "interpreter", interpreter, "a command");
		refuse(venv != null && this.script == null, "venv", venv, "a command");
		refuse(venv != null && interpreter != null, "venv", venv, "an interpreter");
		refuse(!execArgv.isEmpty() && this.script == null, "execArgv", execArgv, "a command");
		if (interpreter != null && interpreter.isBlank()) {
			throw new IllegalArgumentException("'interpreter' must not be empty");
		}
	}

	private void checkTarget() {
		if (this.script != null && !this.command.isEmpty()) {
			throw new IllegalArgumentException("'script' and 'command' must not both be given but were '%s' and %s"
				.formatted(this.script, this.command));
		}
		if (this.script == null && this.command.isEmpty()) {
			throw new IllegalArgumentException("'script' or 'command' must be given");
		}
		if ((this.script != null) ? this.script.isBlank() : this.command.get(0).isBlank()) {
			throw new IllegalArgumentException(
					"'%s' must not be empty".formatted((this.script != null) ? "script" : "command"));
		}
	}

	private boolean isOnClassPath() {
		return this.script != null && this.script.startsWith(ExtractedFiles.CLASSPATH);
	}

	private static void refuse(boolean wrong, String option, @Nullable Object value, String beside) {
		if (wrong) {
			throw new IllegalArgumentException(
					"'%s' has no effect beside %s but was '%s'".formatted(option, beside, value));
		}
	}

}
