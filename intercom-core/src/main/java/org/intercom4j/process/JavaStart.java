package org.intercom4j.process;

import java.util.List;

/**
 * What a Java child is given to start faster.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JavaStart {

	/** Nothing. */
	JavaStart PLAIN = (classPath, execArgv) -> new Options(List.of(), classPath);

	/**
	 * The first options of a JVM.
	 * @param classPath the class path that it is to have, or the {@code .jar} that it
	 * runs
	 * @param execArgv the user's options, which come after these and win
	 * @return the options and the class path
	 */
	Options options(String classPath, List<String> execArgv);

	/**
	 * The first options of a JVM.
	 *
	 * @param options options, perhaps none
	 * @param classPath its class path, on which everything is found as on the one that
	 * was asked for
	 * @since 0.1.0
	 */
	record Options(List<String> options, String classPath) {

		/**
		 * Copies the options.
		 */
		public Options {
			options = List.copyOf(options);
		}

	}

}
