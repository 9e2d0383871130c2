package org.intercom4j.process;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once for processes that an earlier run of the application has left running, and
 * ends or reports them. Those of a run that still lives are not among them.
 */
final class OrphanSweep implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(OrphanSweep.class);

	private static final String CHILD = "INTERCOM_CHILD";

	private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

	/** A fork can slip between a look and the kill, so the look is repeated. */
	private static final int KILL_ROUNDS = 5;

	private final ProcessMarks marks;

	private final OrphanAction action;

	private final Duration grace;

	OrphanSweep(ProcessMarks marks, OrphanAction action) {
		this(marks, action, StopTimeouts.DEFAULT.terminate());
	}

	/**
	 * A sweep.
	 * @param marks know what is left over
	 * @param action what is done with it
	 * @param grace how long one may take to end after SIGTERM, and after SIGKILL
	 */
	OrphanSweep(ProcessMarks marks, OrphanAction action, Duration grace) {
		this.marks = marks;
		this.action = action;
		this.grace = grace;
	}

	@Override
	public void run() {
		try {
			List<Orphan> orphans = find();
			if (this.action == OrphanAction.KILL) {
				end(orphans);
			}
			else {
				orphans.forEach(
						(orphan) -> logger.warn("{}, is left alone. To end it: kill {}", orphan, orphan.row().pid()));
			}
		}
		catch (RuntimeException ex) {
			logger.error("What an earlier run of this application may have left running could not be looked for", ex);
		}
	}

	private List<Orphan> find() {
		return ProcessTable.read()
			.stream()
			.filter(ProcessTable.Row::alive)
			.flatMap((row) -> orphan(row).stream())
			.toList();
	}

	private Optional<Orphan> orphan(ProcessTable.Row row) {
		ProcessEnvironment environment = ProcessEnvironment.of(row.pid());
		return environment.variable(ProcessMark.VARIABLE)
			.flatMap((value) -> ProcessMark.parse(value).stream().filter(this.marks::isLeftOver).findFirst())
			.flatMap((mark) -> row.handle()
				.map((handle) -> new Orphan(row, handle, mark, environment.variable(CHILD).orElse("unknown"))));
	}

	private void end(List<Orphan> found) {
		found.forEach((orphan) -> logger.warn("{}, is ended", orphan));
		List<Orphan> left = signal(found, ProcessHandle::destroy);
		for (int round = 0; round < KILL_ROUNDS && !left.isEmpty(); round++) {
			left = signal(left, ProcessHandle::destroyForcibly);
		}
		left.forEach((orphan) -> logger.error("{}, cannot be ended", orphan));
	}

	/** Returns what is left, with what was forked meanwhile. */
	private List<Orphan> signal(List<Orphan> orphans, Consumer<ProcessHandle> signal) {
		orphans.forEach((orphan) -> signal.accept(orphan.handle()));
		long end = System.nanoTime() + this.grace.toNanos();
		while (orphans.stream().anyMatch(Orphan::runs) && System.nanoTime() - end < 0) {
			LockSupport.parkNanos(LOOK_NANOS);
		}
		return orphans.isEmpty() ? List.of() : find();
	}

}
