package org.intercom4j.boot.autoconfigure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The keys of one child.
 *
 * @param child the child's name
 */
record ChildProperty(String child) {

	static final String PREFIX = IntercomProperties.PREFIX + ".children";

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	/** The whole key of the child. */
	String root() {
		return PLAIN.matcher(this.child).matches() ? PREFIX + "." + this.child : PREFIX + "[" + this.child + "]";
	}

	/** The whole key of an option. */
	String of(String option) {
		return root() + "." + option;
	}

	/**
	 * What is thrown when an option cannot be used.
	 * @param value its value, or {@code null} when it has none
	 * @param reason what is wrong, the rest of a sentence
	 * @param action what to do
	 */
	InvalidChildPropertyException refused(String option, @Nullable Object value, String reason, String action) {
		return new InvalidChildPropertyException(of(option), value, reason, action);
	}

}
