package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what an application that has died leaves behind, even after {@code kill -9}.
 * <p>
 * It is one small shell in a session of its own, which reads from a pipe that only the
 * application writes to: the sessions of its children as they start and end. The end of
 * the pipe is the end of the application; then every process of the sessions that are
 * still noted is killed, and whatever bears a mark of the application. A session is known
 * by pid and start time of its leader, and the system gives its number to nobody else
 * while a member lives. May be used from any thread.
 */
final class Guardian implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Guardian.class);

	/**
	 * Reads lines {@code + pid start}, {@code - pid} and, at the end of an application
	 * that closes it, {@code .}. Needs nothing but a shell, {@code sleep} and
	 * {@code grep}; without the latter no marks are looked for. A shell that read the
	 * environments by itself would take fifty times as long.
	 */
	private static final String PROGRAM = """
			trap '' HUP INT TERM QUIT
			mark=$2 sessions=' ' closed=
			while read -r change pid start; do
			  case $change in
			    +) sessions="$sessions$pid:$start " ;;
			    -)
			      kept=' '
			      for session in $sessions; do
			        [ "${session%%:*}" = "$pid" ] || kept="$kept$session "
			      done
			      sessions=$kept ;;
			    .) closed=1 ;;
			  esac
			done
			[ "$closed$sessions" = '1 ' ] && exit 0
			stat() {
			  { IFS= read -r line < "/proc/$1/stat"; } 2>/dev/null || return 1
			  set -- ${line##*) }
			  state=$1 leader=$4 began=${20}
			}
			led=' '
			for session in $sessions; do
			  if ! stat "${session%%:*}" || [ "$began" = "${session##*:}" ]; then
			    led="$led${session%%:*} "
			  fi
			done
			rounds=0
			while [ $rounds -lt 100 ]; do
			  left=0
			  for entry in /proc/[0-9]*; do
			    stat "${entry#/proc/}" || continue
			    case $state in Z | X) continue ;; esac
			    case $led in
			      *" $leader "*) kill -9 "${entry#/proc/}" 2>/dev/null && left=1 ;;
			    esac
			  done
			  for entry in $(grep -lsF -e "$mark" /proc/[0-9]*/environ 2>/dev/null); do
			    grep -qsF -e "$mark" "$entry" || continue
			    entry=${entry%/environ}
			    kill -9 "${entry#/proc/}" 2>/dev/null && left=1
			  done
			  [ $left = 1 ] || exit 0
			  rounds=$((rounds + 1))
			  sleep 0.1
			done
			""";

	private static final byte[] CLOSED = { '.', '\n' };

	private static final int CLOSE_SECONDS = 2;

	private final Supplier<List<String>> sessionPrefix;

	private final String mark;

	private final ReentrantLock lock = new ReentrantLock();

	// Guarded by lock, from here on
	private final Map<Long, Long> sessions = new LinkedHashMap<>();

	private @Nullable Process process;

	private boolean failed;

	private boolean closed;

	/**
	 * Starts nothing yet.
	 * @param sessionPrefix gives the program that gives another one its own session,
	 * asked when the guardian starts
	 * @param mark what the marks of all that the application starts begin with
	 */
	Guardian(Supplier<List<String>> sessionPrefix, String mark) {
		this.sessionPrefix = sessionPrefix;
		this.mark = mark;
	}

	/**
	 * Notes a process that leads a session of its own. A guardian that has died itself is
	 * replaced.
	 * @param pid its id
	 */
	void watch(long pid) {
		ProcessTable.row(pid).ifPresent((leader) -> change(() -> {
			this.sessions.put(pid, leader.startTicks());
			return noted(pid, leader.startTicks());
		}));
	}

	/**
	 * Forgets a session of which nothing is left.
	 * @param pid the id of its leader
	 */
	void forget(long pid) {
		change(() -> (this.sessions.remove(pid) != null) ? "- " + pid + "\n" : "");
	}

	private static String noted(long pid, long startTicks) {
		return "+ " + pid + " " + startTicks + "\n";
	}

	private void change(Change change) {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			String line = change.line();
			if (!this.failed && !line.isEmpty()) {
				tell(line);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void tell(String line) {
		Process running = this.process;
		if (running != null) {
			try {
				write(running, line);
				return;
			}
			catch (IOException ex) {
				logger.warn("The guardian, process {}, has ended and is replaced", running.pid(), ex);
			}
		}
		try {
			this.process = start();
			StringBuilder all = new StringBuilder();
			this.sessions.forEach((pid, startTicks) -> all.append(noted(pid, startTicks)));
			write(this.process, all.toString());
		}
		catch (IOException ex) {
			this.failed = true;
			logger.warn("There is no guardian: what a child has started may outlive an application that is killed", ex);
		}
	}

	private Process start() throws IOException {
		List<String> command = new ArrayList<>(this.sessionPrefix.get());
		command.addAll(List.of("sh", "-c", PROGRAM, "intercom-guardian", Long.toString(ProcessHandle.current().pid()),
				this.mark));
		ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		// an application that is a child itself ends before its guardian, which has work
		// then
		builder.environment().remove(ProcessMark.VARIABLE);
		return builder.start();
	}

	private static void write(Process process, String lines) throws IOException {
		OutputStream pipe = process.getOutputStream();
		pipe.write(lines.getBytes(StandardCharsets.US_ASCII));
		pipe.flush();
	}

	/** Ends the guardian, and what is noted still; waits for it, shortly. */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			if (this.process != null) {
				try (OutputStream pipe = this.process.getOutputStream()) {
					pipe.write(CLOSED);
				}
				if (!this.process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
					logger.warn("The guardian, process {}, is still busy", this.process.pid());
				}
			}
		}
		catch (IOException ex) {
			logger.debug("The guardian had ended already", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A change of what is noted, and the line that tells the guardian. */
	private interface Change {

		String line();

	}

}
