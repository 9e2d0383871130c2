package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.RunEnd;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes crash reports and logs them.
 */
final class CrashReports {

	private CrashReports() {
	}

	static CrashReport of(String child, RunEnd end, CrashEvidence evidence) {
		RestartDecision decision = end.decision();
		String outOfMemory = outOfMemory(end.status(), evidence);
		return new CrashReport(child, end.incarnation(), end.pid(), end.status().code(), end.status().signal(),
				Instant.now(), end.uptime(), evidence.lastStderr(), evidence.pendingCalls(), outOfMemory, null,
				word(decision), (decision instanceof RestartDecision.Restart restart) ? restart.delay() : null,
				decision.reason(), CrashHints.of(end.status(), evidence, outOfMemory != null));
	}

	/** Of a process that never ran. */
	static CrashReport ofFailedStart(String child, int incarnation, ChildException failure) {
		String reason = (failure.reason() != null)
				? "%s '%s' %s".formatted(failure.option(), failure.value(), failure.reason())
				: String.valueOf(failure.getMessage());
		return new CrashReport(child, incarnation, null, null, null, Instant.now(), Duration.ZERO, List.of(), 0, null,
				null, "give up", null, reason, failure.action());
	}

	static void log(Logger logger, RunEnd end, CrashEvidence evidence, CrashReport report) {
		if (evidence.asked()) {
			logger.info("Child '{}' ended with {} after {}, as it was asked to", report.child(), end.status(),
					report.uptime());
		}
		else if (end.decision() instanceof RestartDecision.GiveUp) {
			logger.error("{}", report.summary());
		}
		else {
			logger.warn("{}", report.summary());
		}
	}

	/** Says what the guess rests on. */
	private static @Nullable String outOfMemory(ExitStatus status, CrashEvidence evidence) {
		boolean orderly = status.code() != null && status.code() == 0;
		if (orderly || evidence.asked()) {
			return null;
		}
		if (evidence.memoryError() != null) {
			return "it wrote '%s'".formatted(evidence.memoryError());
		}
		if (!"SIGKILL".equals(status.signal()) || evidence.killed()) {
			return null;
		}
		if (evidence.oomKills().isEmpty()) {
			return "it was killed by SIGKILL, which this application did not send; whether the system did cannot be told";
		}
		long kills = evidence.oomKills().getAsLong();
		return (kills > 0) ? ("it was killed by SIGKILL, which this application did not send, and the control group's"
				+ " counter of out-of-memory kills rose by " + kills + " while it ran") : null;
	}

	private static String word(RestartDecision decision) {
		if (decision instanceof RestartDecision.Restart) {
			return "restart";
		}
		return (decision instanceof RestartDecision.GiveUp) ? "give up" : "stop";
	}

}
