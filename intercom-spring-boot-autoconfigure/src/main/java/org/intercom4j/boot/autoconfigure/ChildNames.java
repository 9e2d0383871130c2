package org.intercom4j.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names of the children that an environment declares, checked.
 */
final class ChildNames {

	private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{N}._-]+");

	private final Map<String, String> written;

	private final Map<String, Object> bound;

	private ChildNames(Environment environment) {
		this.written = WrittenNames.of(environment);
		this.bound = Binder.get(environment)
			.bind(ChildProperty.PREFIX, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of());
	}

	/**
	 * The names in the order of their declaration.
	 * @throws InvalidChildPropertyException if one cannot be used
	 */
	static Set<String> of(Environment environment) {
		ChildNames names = new ChildNames(environment);
		names.written.forEach(ChildNames::checkCharacters);
		names.bound.forEach(ChildNames::checkOptions);
		return names.unique();
	}

	private static void checkCharacters(String name, String property) {
		if (name.isBlank()) {
			throw new InvalidChildPropertyException(property, null, "the name of the child is empty",
					"Write a name between 'intercom.children' and the child's options.");
		}
		if (!ALLOWED.matcher(name).matches()) {
			throw new InvalidChildPropertyException(property, null,
					"the name '%s' has characters that cannot stand in bean names and web addresses".formatted(name),
					"Use letters, digits, '-', '_' and '.' only.");
		}
	}

	private static void checkOptions(String name, Object options) {
		ChildProperty keys = new ChildProperty(name);
		if (!(options instanceof Map)) {
			throw new InvalidChildPropertyException(keys.root(), options, "a child needs options below its name",
					"Give it '%s' or '%s'.".formatted(keys.of("script"), keys.of("command")));
		}
	}

	/** Names that are one and the same to Spring Boot share their values. */
	private Set<String> unique() {
		Map<String, List<String>> groups = new LinkedHashMap<>();
		this.bound.keySet()
			.forEach((name) -> groups.computeIfAbsent(uniform(name), (key) -> new ArrayList<>()).add(name));
		Set<String> names = new LinkedHashSet<>();
		groups.values().forEach((group) -> names.add(unique(group)));
		return names;
	}

	/** A name in an environment variable only stands for the one written elsewhere. */
	private String unique(List<String> group) {
		List<String> declared = group.stream().filter(this.written::containsKey).toList();
		if (declared.size() > 1) {
			throw new InvalidChildPropertyException(Objects.requireNonNull(this.written.get(declared.get(1))), null,
					"the names '%s' and '%s' are the same: case, '-' and '_' make no difference in property names"
						.formatted(declared.get(0), declared.get(1)),
					"Give one of the children another name.");
		}
		return declared.isEmpty() ? group.get(0) : declared.get(0);
	}

	private static String uniform(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
