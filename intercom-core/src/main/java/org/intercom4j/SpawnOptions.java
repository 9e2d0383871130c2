package org.intercom4j;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The lower level of options (option {@code spawnWith} of the original): what is given
 * directly wins.
 *
 * @param env environment to add
 * @param cwd the working directory, or {@code null}
 * @param silent whether output is kept from the logger, or {@code null}
 * @param execArgv arguments of the interpreter
 * @param setsid accepted without effect: a child always leads a session of its own on
 * Unix
 * @since 0.1.0
 */
public record SpawnOptions(Map<String, String> env, @Nullable Path cwd, @Nullable Boolean silent, List<String> execArgv,
		@Nullable Boolean setsid) {

	/** Nothing set. */
	public static final SpawnOptions NONE = new SpawnOptions(Map.of(), null, null, List.of(), null);

	/**
	 * Copies the collections.
	 */
	public SpawnOptions {
		env = Map.copyOf(env);
		execArgv = List.copyOf(execArgv);
	}

}
