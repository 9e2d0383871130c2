package org.intercom4j.boot.actuate.endpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.ChildInfo;
import org.intercom4j.ChildOptions;
import org.intercom4j.CrashReport;
import org.intercom4j.LastExit;
import org.intercom4j.boot.actuate.endpoint.ChildDescriptor.CrashDescriptor;
import org.intercom4j.boot.actuate.endpoint.ChildDescriptor.ExitDescriptor;
import org.intercom4j.boot.actuate.endpoint.ChildDescriptor.HeartbeatDescriptor;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint.CrashesDescriptor;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint.LineDescriptor;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint.OutputDescriptor;
import org.intercom4j.heartbeat.Heartbeat;
import org.intercom4j.process.ProcessUsage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Makes descriptors of children, with what may be secret sanitized.
 */
final class ChildDescriptors {

	private final Sanitizer sanitizer;

	ChildDescriptors(Iterable<SanitizingFunction> sanitizingFunctions) {
		this.sanitizer = new Sanitizer(sanitizingFunctions);
	}

	ChildDescriptor describe(Child child, boolean showUnsanitized) {
		ChildInfo info = child.info();
		ChildOptions options = child.options();
		Optional<ProcessUsage> usage = child.usage();
		return new ChildDescriptor(info.state(), info.desired(), info.pid(), info.ready(), info.incarnation(),
				info.restarts(), info.startedAt(), info.uptime(), info.nextRestartAt(), exit(info.lastExit()),
				program(options), arguments(options, showUnsanitized), environment(options, showUnsanitized),
				directory(options), usage(usage, ProcessUsage::cpuTime), usage(usage, ProcessUsage::residentSize),
				usage(usage, ProcessUsage::threads), usage(usage, ProcessUsage::openFiles), heartbeat(info.heartbeat()),
				info.queued(), child.lastCrash().map(ChildDescriptors::crash).orElse(null),
				child.startFailure().map(ChildException::getMessage).orElse(null));
	}

	private static <T> @Nullable T usage(Optional<ProcessUsage> usage, Function<ProcessUsage, T> figure) {
		return usage.map(figure).orElse(null);
	}

	OutputDescriptor output(Child child) {
		return new OutputDescriptor(child.output()
			.stream()
			.map((line) -> new LineDescriptor(line.source().eventName(), line.text()))
			.toList());
	}

	CrashesDescriptor crashes(Child child) {
		return new CrashesDescriptor(child.crashes().stream().map(ChildDescriptors::crash).toList());
	}

	private static String program(ChildOptions options) {
		String script = options.script();
		if (script == null) {
			return options.command().get(0);
		}
		Path sourceDir = options.sourceDir();
		return (sourceDir != null) ? sourceDir.resolve(script).toString() : script;
	}

	private List<Object> arguments(ChildOptions options, boolean showUnsanitized) {
		List<Object> arguments = new ArrayList<>();
		Stream.concat(options.command().stream().skip(1), options.options().stream())
			.forEach((argument) -> add(arguments, sanitize("options", argument, showUnsanitized)));
		return arguments;
	}

	private static void add(List<Object> arguments, @Nullable Object argument) {
		if (argument != null) {
			arguments.add(argument);
		}
	}

	private Map<String, Object> environment(ChildOptions options, boolean showUnsanitized) {
		Map<String, String> added = new LinkedHashMap<>(options.spawnWith().env());
		added.putAll(options.env());
		Map<String, Object> environment = new LinkedHashMap<>();
		added.forEach((name, value) -> environment.put(name, sanitize(name, value, showUnsanitized)));
		return environment;
	}

	private @Nullable Object sanitize(String key, String value, boolean showUnsanitized) {
		return this.sanitizer.sanitize(new SanitizableData(null, key, value), showUnsanitized);
	}

	private static @Nullable String directory(ChildOptions options) {
		Path directory = (options.cwd() != null) ? options.cwd() : options.spawnWith().cwd();
		return (directory != null) ? directory.toString() : null;
	}

	private static @Nullable HeartbeatDescriptor heartbeat(@Nullable Heartbeat heartbeat) {
		return (heartbeat != null) ? new HeartbeatDescriptor(heartbeat.at(), heartbeat.roundTrip(), heartbeat.lag())
				: null;
	}

	private static @Nullable ExitDescriptor exit(@Nullable LastExit exit) {
		return (exit != null) ? new ExitDescriptor(exit.code(), exit.signal(), exit.at(), exit.uptime()) : null;
	}

	private static CrashDescriptor crash(CrashReport report) {
		return new CrashDescriptor(report.incarnation(), report.pid(), report.code(), report.signal(), report.at(),
				report.uptime(), report.lastStderr(), report.pendingCalls(), report.outOfMemory(), report.dump(),
				report.decision(), report.delay(), report.reason(), report.hint());
	}

}
