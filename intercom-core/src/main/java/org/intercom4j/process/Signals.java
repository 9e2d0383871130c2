package org.intercom4j.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The numbers that signals have on Linux and macOS, as far as both agree or a JVM ends by
 * them.
 */
final class Signals {

	/** Shells and JVMs report an end by signal n as exit status 128 + n. */
	private static final int STATUS_BASE = 128;

	private static final int BARE_COMMAND = 4;

	private static final Logger logger = LoggerFactory.getLogger(Signals.class);

	private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "SIGHUP"), Map.entry(2, "SIGINT"),
			Map.entry(3, "SIGQUIT"), Map.entry(4, "SIGILL"), Map.entry(5, "SIGTRAP"), Map.entry(6, "SIGABRT"),
			Map.entry(8, "SIGFPE"), Map.entry(9, "SIGKILL"), Map.entry(11, "SIGSEGV"), Map.entry(13, "SIGPIPE"),
			Map.entry(14, "SIGALRM"), Map.entry(15, "SIGTERM"), Map.entry(24, "SIGXCPU"), Map.entry(25, "SIGXFSZ"),
			Map.entry(26, "SIGVTALRM"), Map.entry(27, "SIGPROF"));

	private static final Map<Integer, String> LINUX = Map.of(7, "SIGBUS", 10, "SIGUSR1", 12, "SIGUSR2", 16, "SIGSTKFLT",
			29, "SIGIO", 30, "SIGPWR", 31, "SIGSYS");

	private static final Map<Integer, String> MACOS = Map.of(7, "SIGEMT", 10, "SIGBUS", 12, "SIGSYS", 30, "SIGUSR1", 31,
			"SIGUSR2");

	private Signals() {
	}

	/**
	 * By the shell, because Java knows no other signal than SIGTERM and SIGKILL. A handle
	 * that is alive still stands for the process that it was made for.
	 */
	static void send(StopSignal signal, Stream<ProcessHandle> processes) {
		List<String> command = command("-s " + signal);
		processes.filter(ProcessHandle::isAlive).forEach((process) -> command.add(Long.toString(process.pid())));
		if (command.size() == BARE_COMMAND) {
			return;
		}
		try {
			run(command);
		}
		catch (IOException ex) {
			logger.warn("SIG{} cannot be sent, SIGKILL follows", signal, ex);
		}
	}

	/** Sends any signal to one process. */
	static void send(int number, ProcessHandle process) throws IOException {
		List<String> command = command("-" + number);
		command.add(Long.toString(process.pid()));
		if (process.isAlive()) {
			run(command);
		}
	}

	private static List<String> command(String signal) {
		return new ArrayList<>(List.of("/bin/sh", "-c", "kill " + signal + " \"$@\"", "sh"));
	}

	private static void run(List<String> command) throws IOException {
		new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	static @Nullable String nameOfStatus(int status) {
		int number = status - STATUS_BASE;
		String name = NAMES.get(number);
		return (name != null) ? name : (Platform.MAC ? MACOS : LINUX).get(number);
	}

}
