package org.intercom4j.boot.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.Probe;
import org.intercom4j.boot.autoconfigure.IntercomProperties.Readiness;
import org.intercom4j.readiness.ReadinessOptions;
import org.intercom4j.readiness.ReadinessProbe;
import org.jspecify.annotations.Nullable;

/**
 * What the readiness properties of one child must keep to, and what they mean.
 *
 * @param keys the child's keys
 */
record ReadinessRules(ChildProperty keys) {

	private static final String LOCAL = "localhost";

	/**
	 * Checks all of them.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	ReadinessOptions options(ChildProperties child) {
		Readiness readiness = child.readiness();
		checkAtMostOne(readiness);
		if (readiness.line() != null && child.output().inherit()) {
			throw refused("line", readiness.line(),
					"the child writes to the application's own streams, where its lines are not seen",
					"Remove it, or '%s'.".formatted(this.keys.of("output.inherit")));
		}
		checkTimes(readiness);
		ReadinessProbe probe = probe(readiness);
		boolean chosen = !(probe instanceof ReadinessProbe.Automatic);
		Duration limit = chosen ? ReadinessOptions.DEFAULT_TIMEOUT : Duration.ZERO;
		return new ReadinessOptions(probe, (readiness.timeout() != null) ? readiness.timeout() : limit,
				readiness.onTimeout(), readiness.interval());
	}

	private void checkAtMostOne(Readiness readiness) {
		Map<String, Object> given = new LinkedHashMap<>();
		put(given, "probe", (readiness.probe() != Probe.AUTO) ? readiness.probe() : null);
		put(given, "event", readiness.event());
		put(given, "line", readiness.line());
		put(given, "port", readiness.port());
		put(given, "url", readiness.url());
		put(given, "command", readiness.command().isEmpty() ? null : readiness.command());
		if (given.size() > 1) {
			List<String> options = new ArrayList<>(given.keySet());
			throw refused(options.get(1), given.get(options.get(1)),
					"there is also '%s'".formatted(this.keys.of("readiness." + options.get(0))),
					"Keep the one that tells that the child is ready, and remove the others.");
		}
	}

	private static void put(Map<String, Object> values, String option, @Nullable Object value) {
		if (value != null) {
			values.put(option, value);
		}
	}

	private void checkTimes(Readiness readiness) {
		checkNotTooLong("timeout", readiness.timeout());
		checkNotTooLong("interval", readiness.interval());
		if (readiness.timeout() != null && readiness.timeout().isNegative()) {
			throw refused("timeout", readiness.timeout(), "it is negative",
					"Write a duration such as '60s', or 0 for no limit.");
		}
		if (readiness.interval().isNegative() || readiness.interval().isZero()) {
			throw refused("interval", readiness.interval(), "it is not longer than zero",
					"Write a duration such as '500ms'.");
		}
	}

	private void checkNotTooLong(String option, @Nullable Duration value) {
		if (value != null && value.compareTo(ReadinessOptions.LONGEST) > 0) {
			throw refused(option, value, "it is longer than 365 days", "Write a duration such as '60s'.");
		}
	}

	private ReadinessProbe probe(Readiness readiness) {
		if (readiness.event() != null) {
			return new ReadinessProbe.EventReceived(notBlank("event", readiness.event()));
		}
		if (readiness.line() != null) {
			return new ReadinessProbe.OutputLine(pattern(readiness.line()));
		}
		if (readiness.port() != null) {
			return port(readiness.port());
		}
		if (readiness.url() != null) {
			return url(readiness.url());
		}
		if (!readiness.command().isEmpty()) {
			notBlank("command", readiness.command().get(0));
			return new ReadinessProbe.CommandSucceeds(readiness.command());
		}
		return switch (readiness.probe()) {
			case AUTO -> new ReadinessProbe.Automatic();
			case STARTED -> new ReadinessProbe.Started();
			case CHANNEL -> new ReadinessProbe.Channel();
		};
	}

	private String notBlank(String option, String value) {
		if (value.isBlank()) {
			throw refused(option, value, "it is empty", "Write what is waited for, or remove it.");
		}
		return value;
	}

	private Pattern pattern(String expression) {
		try {
			return Pattern.compile(expression);
		}
		catch (PatternSyntaxException ex) {
			throw refused("line", expression,
					"it is no regular expression: %s near index %d".formatted(ex.getDescription(), ex.getIndex()),
					"Write a regular expression of Java, such as 'listening on \\d+'.");
		}
	}

	private ReadinessProbe port(String text) {
		int colon = text.lastIndexOf(':');
		String host = (colon > 0) ? text.substring(0, colon) : LOCAL;
		try {
			return new ReadinessProbe.Port(host, Integer.parseInt(text.substring(colon + 1).trim()));
		}
		catch (IllegalArgumentException ex) {
			throw refused("port", text, "it is no port",
					"Write a number from 1 to 65535, or a host, ':' and a number.");
		}
	}

	private ReadinessProbe url(String text) {
		try {
			URI address = new URI(text);
			if (address.getHost() == null) {
				throw new IllegalArgumentException("There is no host");
			}
			return new ReadinessProbe.Url(address);
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			throw refused("url", text, "it is no address of HTTP", "Write one such as 'http://localhost:8080/health'.");
		}
	}

	private InvalidChildPropertyException refused(String option, @Nullable Object value, String reason, String action) {
		return this.keys.refused("readiness." + option, value, reason, action);
	}

}
