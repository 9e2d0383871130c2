package org.intercom4j.boot.autoconfigure;

import java.util.Locale;
import java.util.Objects;

import org.intercom4j.ChildException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Prints why a child cannot be started, the property that is to blame and what to do.
 */
final class ChildFailureAnalyzer extends AbstractFailureAnalyzer<ChildException> {

	private static final String OPTIONAL_HINT = " If the application can do without this child, set '%s' to true.";

	private final PropertyOrigins origins;

	ChildFailureAnalyzer(Environment environment) {
		this.origins = new PropertyOrigins(environment);
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, ChildException cause) {
		ChildProperty keys = new ChildProperty(cause.child());
		String option = cause.option();
		String value = cause.value();
		if (option == null || value == null || !isDeclared(keys)) {
			return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), rootFailure);
		}
		String property = property(keys, option);
		String reason = "%s '%s' %s".formatted(option, value, cause.reason());
		String description = this.origins.describe(property, value, reason);
		return new FailureAnalysis(description, action(keys, option, cause), rootFailure);
	}

	private boolean isDeclared(ChildProperty keys) {
		return this.origins.isSet(keys.of("script")) || this.origins.isSet(keys.of("command"));
	}

	/** Where the script's ending names the interpreter, the script is to blame. */
	private String property(ChildProperty keys, String option) {
		if (option.equals("interpreter") && !this.origins.isSet(keys.of("interpreter"))) {
			return keys.of("script");
		}
		if (option.equals("cwd") && !this.origins.isSet(keys.of("cwd"))) {
			return keys.of("spawn-with.cwd");
		}
		return keys.of(option.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
	}

	private static String action(ChildProperty keys, String option, ChildException cause) {
		String value = Objects.requireNonNull(cause.value()).strip();
		if (option.equals("command") && value.contains(" ")) {
			return "A command with arguments is a list: write '%s: [%s]'.".formatted(keys.of("command"),
					String.join(", ", value.split("\\s+")));
		}
		return cause.action() + OPTIONAL_HINT.formatted(keys.of("optional"));
	}

}
