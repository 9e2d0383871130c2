package org.intercom4j.process;

import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What runs a script.
 *
 * @since 0.1.0
 */
public enum ScriptKind {

	/** A main class or a {@code .jar}, on the application's own JDK. */
	JAVA,

	/** Node.js, with our runtime loaded before the script. */
	NODE,

	/** Python 3, with our module on its path. */
	PYTHON,

	/** Another interpreter, or the script itself. */
	OTHER;

	/** The ending of a file decides, then the interpreter's name. */
	static ScriptKind of(String script, @Nullable String interpreter) {
		String name = script.toLowerCase(Locale.ROOT);
		if (name.endsWith(".py")) {
			return PYTHON;
		}
		if (name.endsWith(".js") || name.endsWith(".mjs") || name.endsWith(".cjs")) {
			return NODE;
		}
		if (interpreter == null) {
			return OTHER;
		}
		String program = Path.of(interpreter).getFileName().toString().toLowerCase(Locale.ROOT);
		if (program.startsWith("python") || program.startsWith("pypy")) {
			return PYTHON;
		}
		return program.startsWith("node") ? NODE : OTHER;
	}

}
