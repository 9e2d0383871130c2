package org.intercom4j.boot.actuate.health;

import java.util.LinkedHashMap;
import java.util.Map;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.ChildInfo;
import org.intercom4j.ChildState;
import org.intercom4j.CrashReport;
import org.intercom4j.LastExit;
import org.intercom4j.boot.context.DeclaredChildren;
import org.intercom4j.readiness.ReadinessProbe;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The health of one child.
 */
final class ChildHealthIndicator implements HealthIndicator {

	private final Child child;

	private final DeclaredChildren declared;

	ChildHealthIndicator(Child child, DeclaredChildren declared) {
		this.child = child;
		this.declared = declared;
	}

	@Override
	public Health health() {
		ChildInfo info = this.child.info();
		Health.Builder health = isScheduledRun(info.state()) ? Health.up() : switch (info.state()) {
			case RUNNING -> running(info);
			case STARTING -> down("it is being started");
			case BACKING_OFF -> backingOff();
			case STOPPING -> stopping(info);
			case NEW -> neverStarted();
			case STOPPED -> stopped();
			case GIVEN_UP -> givenUp();
		};
		return details(health, info).build();
	}

	/** One that comes and goes must not take the application down each time. */
	private boolean isScheduledRun(ChildState state) {
		return (state == ChildState.STARTING || state == ChildState.RUNNING) && this.declared.isScheduled(this.child);
	}

	private Health.Builder running(ChildInfo info) {
		if (info.ready()) {
			return Health.up();
		}
		ReadinessProbe probe = this.child.options().readiness().probe();
		boolean channel = probe instanceof ReadinessProbe.Automatic || probe instanceof ReadinessProbe.Channel;
		return down("it runs but is not ready: "
				+ (channel ? "its channel is not connected" : "it waits for " + probe.description()));
	}

	private static Health.Builder stopping(ChildInfo info) {
		return info.desired().equals("stopped") ? outOfService("it is being stopped") : down("it is being restarted");
	}

	private Health.Builder neverStarted() {
		ChildException missing = this.declared.isOptional(this.child) ? this.declared.missing(this.child).orElse(null)
				: null;
		return (missing != null) ? unknown(missing)
				: Health.unknown()
					.withDetail("reason",
							this.declared.isScheduled(this.child) ? "its first run is to come" : "it was not started");
	}

	private Health.Builder backingOff() {
		ChildException failure = this.child.startFailure().orElse(null);
		return (failure != null) ? notStarted(failure) : down("it waits for its restart: " + lastEnd());
	}

	/** What has done its work takes nothing out of service. */
	private Health.Builder stopped() {
		boolean completed = this.child.lastCrash().map(CrashReport::isCompleted).orElse(false);
		if (!completed) {
			return outOfService("it was stopped");
		}
		Health.Builder health = this.declared.isScheduled(this.child) ? Health.up() : Health.unknown();
		return health.withDetail("reason", "it has completed: " + lastEnd());
	}

	private Health.Builder givenUp() {
		ChildException failure = this.child.startFailure().orElse(null);
		if (failure == null) {
			return down("it was given up: " + lastEnd());
		}
		return notStarted(failure);
	}

	private Health.Builder notStarted(ChildException failure) {
		return this.declared.isOptional(this.child) ? unknown(failure) : down(message(failure));
	}

	private static Health.Builder unknown(ChildException failure) {
		return Health.unknown().withDetail("reason", message(failure));
	}

	private static Health.Builder down(String reason) {
		return Health.down().withDetail("reason", reason);
	}

	private static Health.Builder outOfService(String reason) {
		return Health.outOfService().withDetail("reason", reason);
	}

	private static String message(ChildException failure) {
		return String.valueOf(failure.getMessage());
	}

	private String lastEnd() {
		return this.child.lastCrash().map(CrashReport::summary).orElse("it has not run yet");
	}

	private static Health.Builder details(Health.Builder health, ChildInfo info) {
		if (info.pid() != null) {
			health.withDetail("pid", info.pid());
		}
		health.withDetail("restarts", info.restarts());
		if (info.nextRestartAt() != null) {
			health.withDetail("nextRestartAt", info.nextRestartAt());
		}
		if (info.lastExit() != null) {
			health.withDetail("lastExit", lastExit(info.lastExit()));
		}
		return health;
	}

	private static Map<String, Object> lastExit(LastExit exit) {
		Map<String, Object> details = new LinkedHashMap<>();
		put(details, "code", exit.code());
		put(details, "signal", exit.signal());
		put(details, "at", exit.at());
		put(details, "uptime", exit.uptime());
		return details;
	}

	private static void put(Map<String, Object> details, String key, @Nullable Object value) {
		if (value != null) {
			details.put(key, value);
		}
	}

}
