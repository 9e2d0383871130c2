package org.intercom4j.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The names of children letter by letter as they stand in files and arguments; binding
 * drops characters that do not fit.
 */
final class WrittenNames {

	private static final Pattern PROPERTY = Pattern.compile(
			"(?<property>intercom\\.children(?:\\.?\\[(?<quoted>[^]]*)]|\\.(?<plain>[^.\\[]*)).*?)(?:\\[\\d+])?",
			Pattern.DOTALL);

	private WrittenNames() {
	}

	/** Each name with the first property that has it, without an index at its end. */
	static Map<String, String> of(Environment environment) {
		Map<String, String> names = new LinkedHashMap<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources()
				.stream()
				.filter((source) -> !(source instanceof SystemEnvironmentPropertySource))
				.flatMap((source) -> (source instanceof EnumerablePropertySource<?> listed)
						? Stream.of(listed.getPropertyNames()) : Stream.empty())
				.map(PROPERTY::matcher)
				.filter(Matcher::matches)
				.forEach((matcher) -> names.putIfAbsent(name(matcher), matcher.group("property")));
		}
		return names;
	}

	private static String name(Matcher matcher) {
		String quoted = matcher.group("quoted");
		return (quoted != null) ? quoted : matcher.group("plain");
	}

}
