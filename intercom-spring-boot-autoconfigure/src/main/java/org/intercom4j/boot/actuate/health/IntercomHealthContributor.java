package org.intercom4j.boot.actuate.health;

import java.util.Map;
import java.util.stream.Stream;

import org.intercom4j.Child;
import org.intercom4j.Intercom;
import org.intercom4j.boot.context.DeclaredChildren;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

/**
 * The health of all children, each under its name.
 *
 * @since 0.1.0
 */
public final class IntercomHealthContributor implements CompositeHealthContributor {

	private final Intercom intercom;

	private final DeclaredChildren declared;

	/**
	 * Creates the contributor.
	 * @param intercom the children
	 * @param declared tells which of them are optional
	 */
	public IntercomHealthContributor(Intercom intercom, DeclaredChildren declared) {
		this.intercom = intercom;
		this.declared = declared;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		Child child = this.intercom.children().get(name);
		return (child != null) ? new ChildHealthIndicator(child, this.declared) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return this.intercom.children().entrySet().stream().map(this::entry);
	}

	private Entry entry(Map.Entry<String, Child> child) {
		return new Entry(child.getKey(), new ChildHealthIndicator(child.getValue(), this.declared));
	}

}
