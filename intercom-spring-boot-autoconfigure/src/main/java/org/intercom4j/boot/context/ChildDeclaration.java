package org.intercom4j.boot.context;

import java.util.List;

import org.intercom4j.ChildOptions;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.boot.watch.WatchOptions;
import org.jspecify.annotations.Nullable;

/**
 * A child as the application declares it.
 *
 * @param name its name
 * @param options its options
 * @param start whether and how it is started with the application
 * @param optional whether the application goes on without it when it cannot be started
 * @param dependsOn the children that it is started after
 * @param schedule when it is run, or {@code null} when it is not run at given times
 * @param watch the files that it is restarted for, or {@code null}
 * @since 0.1.0
 */
public record ChildDeclaration(String name, ChildOptions options, Start start, boolean optional,
		List<Dependency> dependsOn, @Nullable Schedule schedule, @Nullable WatchOptions watch) {

	/**
	 * Copies the dependencies.
	 */
	public ChildDeclaration {
		dependsOn = List.copyOf(dependsOn);
	}

	/**
	 * A child that is kept alive, whose files may change.
	 * @param name its name
	 * @param options its options
	 * @param start whether and how it is started with the application
	 * @param optional whether the application goes on without it
	 * @param dependsOn the children that it is started after
	 */
	public ChildDeclaration(String name, ChildOptions options, Start start, boolean optional,
			List<Dependency> dependsOn) {
		this(name, options, start, optional, dependsOn, null, null);
	}

	/**
	 * A child's part in the start of the application.
	 */
	public enum Start {

		/** Somebody starts it, later. */
		BY_HAND,

		/** It is started; the application does not wait until it is ready. */
		BACKGROUND,

		/** It is started, and the application's start waits until it is ready. */
		AWAITED,

		/** It is run at the times of its schedule. */
		SCHEDULED

	}

}
