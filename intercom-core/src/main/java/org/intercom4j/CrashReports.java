package org.intercom4j;

import java.time.Instant;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.OutputTail;
import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.RunEnd;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Makes crash reports and logs them.
 */
final class CrashReports {

	static final int STDERR_LINES = 20;

	private CrashReports() {
	}

	static CrashReport of(String child, RunEnd end, OutputTail stderr) {
		RestartDecision decision = end.decision();
		return new CrashReport(child, end.incarnation(), end.pid(), end.status().code(), end.status().signal(),
				Instant.now(), end.uptime(), stderr.lines().stream().map(OutputTail.Line::text).toList(),
				word(decision), (decision instanceof RestartDecision.Restart restart) ? restart.delay() : null,
				decision.reason(), hint(end.status()));
	}

	static void log(Logger logger, RunEnd end, CrashReport report) {
		if (end.decision() instanceof RestartDecision.GiveUp) {
			logger.error("{}", report.summary());
		}
		else if (end.decision() instanceof RestartDecision.Restart) {
			logger.warn("{}", report.summary());
		}
		else {
			String done = (end.decision() instanceof RestartDecision.Complete) ? "completed" : "stopped";
			logger.info("Child '{}' {} with {} after {}", report.child(), done, end.status(), report.uptime());
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

	private static String word(RestartDecision decision) {
		if (decision instanceof RestartDecision.Restart) {
			return "restart";
		}
		if (decision instanceof RestartDecision.Complete) {
			return CrashReport.COMPLETE;
		}
		return (decision instanceof RestartDecision.GiveUp) ? "give up" : "stop";
	}

	private static @Nullable String hint(ExitStatus status) {
		if (status.code() != null) {
			return switch (status.code()) {
				case 126 ->
					"Code 126: the program was found but could not be executed; check its permissions and its first line.";
				case 127 -> "Code 127: the program, or one that it calls, was not found; check the command and PATH.";
				default -> null;
			};
		}
		if ("SIGKILL".equals(status.signal())) {
			return "SIGKILL is sent by a stop that takes too long, by kill -9, or by a system that runs out of memory.";
		}
		return null;
	}

}
