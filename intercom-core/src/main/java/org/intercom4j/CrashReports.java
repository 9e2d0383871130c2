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
				Instant.now(), end.uptime(), evidence.lastStderr(), evidence.pendingCalls(), outOfMemory,
				evidence.dump(), word(decision), delay(decision), decision.reason(),
				CrashHints.of(end.status(), evidence, outOfMemory != null));
	}

	/** Of a process that never ran. */
	static CrashReport ofFailedStart(String child, int incarnation, ChildException failure, RestartDecision decision) {
		String reason = (failure.reason() != null)
				? "%s '%s' %s".formatted(failure.option(), failure.value(), failure.reason())
				: String.valueOf(failure.getMessage());
		return new CrashReport(child, incarnation, null, null, null, Instant.now(), Duration.ZERO, List.of(), 0, null,
				null, word(decision), delay(decision), reason, failure.action());
	}

	static void log(Logger logger, RunEnd end, CrashEvidence evidence, CrashReport report) {
		if (evidence.asked() && !(end.decision() instanceof RestartDecision.GiveUp)) {
			logger.info("Child '{}' ended with {} after {}, as it was asked to", report.child(), end.status(),
					report.uptime());
		}
		else if (end.decision() instanceof RestartDecision.Complete) {
			logger.info("Child '{}' completed with {} after {}", report.child(), end.status(), report.uptime());
		}
		else if (end.decision() instanceof RestartDecision.GiveUp) {
			logger.error("{}", report.summary());
		}
		else {
			logger.warn("{}", report.summary());
		}
	}

	/**
	 * A start that failed leaves no process to report; its reason is logged as an error.
	 */
	static void log(Logger logger, ChildException failure, RestartDecision decision) {
		if (decision instanceof RestartDecision.Restart restart) {
			logger.info("Child '{}' is tried to be started again in {}", failure.child(), restart.delay());
		}
		else if (decision instanceof RestartDecision.GiveUp) {
			logger.error("Child '{}' is given up because {}: {}", failure.child(), decision.reason(),
					failure.getMessage());
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

	private static @Nullable Duration delay(RestartDecision decision) {
		return (decision instanceof RestartDecision.Restart restart) ? restart.delay() : null;
	}

	private static String word(RestartDecision decision) {
		if (decision instanceof RestartDecision.Restart) {
			return "restart";
		}
		if (decision instanceof RestartDecision.Complete) {
			return CrashReport.COMPLETE;
		}
		return (decision instanceof RestartDecision.GiveUp) ? "give up" : "stop";
	}

}
