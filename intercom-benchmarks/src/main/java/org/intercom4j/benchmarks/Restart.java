package org.intercom4j.benchmarks;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Times from the kill of a child to its next process, and to the {@code rpcready} of
 * that, without a pause between them.
 */
final class Restart extends WorkersMeasure {

	private static final int KILLS = 4;

	private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

	private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

	private static final Line RUNNING = new Line("kill to new process, Node", "ms", Bar.atMost(5));

	private static final Line BESIDE_BARE = new Line("kill to new process, Node, beside ProcessBuilder", "ms");

	private static final Line RESTARTED = new Line("kill to restart event, Node", "ms");

	private static final Line READY = new Line("kill to rpcready, Node", "ms");

	Restart(Stage stage) {
		super(stage, "restart", EnumSet.of(Language.NODE), (options) -> options.forever(true));
	}

	@Override
	public void round(Round round, Results results) throws Exception {
		for (int number = 0; number < KILLS; number++) {
			round.inTurn(() -> kill(results, worker(Language.NODE)), () -> killOriginal(results),
					() -> results.rival(BESIDE_BARE, BareNode.kill()));
		}
	}

	private void killOriginal(Results results) throws IOException {
		double[] times = original("kill");
		results.rival(RUNNING, times[0] / 1000);
		results.rival(RESTARTED, times[0] / 1000);
		results.rival(READY, times[1] / 1000);
	}

	/** Looks, since an event says so only after the child's earlier events were heard. */
	private static long nextProcess(Worker worker, long killed) throws TimeoutException {
		long limit = System.nanoTime() + LIMIT_NANOS;
		while (System.nanoTime() < limit) {
			Long pid = worker.child().info().pid();
			if (pid != null && pid != killed) {
				return System.nanoTime();
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
		throw new TimeoutException("No process followed process " + killed + " within a minute");
	}

	private static void kill(Results results, Worker worker) throws Exception {
		long pid = Objects.requireNonNull(worker.child().info().pid());
		ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
		CompletableFuture<Long> restarted = worker.next("restart");
		CompletableFuture<Long> ready = worker.next("rpcready");
		long start = System.nanoTime();
		process.destroyForcibly();
		double running = (nextProcess(worker, pid) - start) / 1_000_000.0;
		results.ours(RUNNING, running);
		results.ours(BESIDE_BARE, running);
		results.ours(RESTARTED, (Worker.await(restarted) - start) / 1_000_000.0);
		results.ours(READY, (Worker.await(ready) - start) / 1_000_000.0);
	}

}
