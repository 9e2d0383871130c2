package org.intercom4j.process;

import org.jspecify.annotations.Nullable;

/**
 * What the operating system allows a process and all that it starts. On Linux only, by
 * the programs {@code nice} and {@code prlimit}.
 *
 * @param nice how much lower the priority is than that of the application, from -20 to
 * 19, or {@code null} for the same one
 * @param openFiles the largest number of open files of each process, or {@code null} for
 * that of the application
 * @since 0.1.0
 */
public record ResourceLimits(@Nullable Integer nice, @Nullable Integer openFiles) {

	/** Those of the application. */
	public static final ResourceLimits INHERITED = new ResourceLimits(null, null);

}
