package org.intercom4j;

import java.util.List;

/**
 * Which variables of the application's environment a child gets: all of them, none, or
 * those of an allow-list.
 *
 * @param names the names; one that ends with {@code *} stands for all that begin so
 * @since 0.1.0
 */
public record InheritedEnvironment(List<String> names) {

	/** Every variable. */
	public static final InheritedEnvironment ALL = new InheritedEnvironment(List.of("*"));

	/** No variable. */
	public static final InheritedEnvironment NONE = new InheritedEnvironment(List.of());

	/**
	 * Copies the names.
	 */
	public InheritedEnvironment {
		names = List.copyOf(names);
		if (names.stream().anyMatch(String::isBlank)) {
			throw new IllegalArgumentException("'inheritEnv' must not hold an empty name");
		}
	}

	/**
	 * The allow-list as it is written in properties.
	 * @param names {@code all} or {@code none} alone, or names
	 * @return the allow-list
	 */
	public static InheritedEnvironment of(List<String> names) {
		if (names.equals(List.of("all"))) {
			return ALL;
		}
		return names.equals(List.of("none")) ? NONE : new InheritedEnvironment(names);
	}

	/**
	 * Whether the child gets a variable.
	 * @param variable its name
	 * @return whether the list has it
	 */
	public boolean includes(String variable) {
		return this.names.stream()
			.anyMatch((name) -> name.endsWith("*") ? variable.startsWith(name.substring(0, name.length() - 1))
					: variable.equals(name));
	}

}
