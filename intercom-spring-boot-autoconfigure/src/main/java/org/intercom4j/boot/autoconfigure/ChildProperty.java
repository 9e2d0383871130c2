package org.intercom4j.boot.autoconfigure;

import java.util.regex.Pattern;

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

}
