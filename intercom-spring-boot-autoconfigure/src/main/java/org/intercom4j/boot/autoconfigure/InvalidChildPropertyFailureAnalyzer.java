package org.intercom4j.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Prints which property of a child cannot be used, where it stands, why and what to do.
 */
final class InvalidChildPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidChildPropertyException> {

	private final PropertyOrigins origins;

	InvalidChildPropertyFailureAnalyzer(Environment environment) {
		this.origins = new PropertyOrigins(environment);
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidChildPropertyException cause) {
		String description = this.origins.describe(cause.property(), cause.value(), cause.reason());
		return new FailureAnalysis(description, cause.action(), rootFailure);
	}

}
