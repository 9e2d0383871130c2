package org.intercom4j.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.StopSignal;

/**
 * Starts runs without processes; the test decides when a start succeeds and a run ends.
 */
final class FakeRuns implements RunStarter {

	final List<FakeRun> runs = new ArrayList<>();

	final List<CompletableFuture<FakeRun>> starting = new ArrayList<>();

	boolean startAtOnce = true;

	boolean connected = true;

	boolean closed;

	/** Whether the children want to be told of a stop. */
	boolean drains;

	/** How many runs live now, and how many did at most. */
	int live;

	int mostLive;

	@Override
	public CompletionStage<? extends ChildRun> start(int incarnation) {
		CompletableFuture<FakeRun> future = new CompletableFuture<>();
		this.starting.add(future);
		if (this.startAtOnce) {
			finishStart();
		}
		return future;
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	void finishStart() {
		FakeRun run = new FakeRun(this.runs.size() + 1);
		this.runs.add(run);
		this.live++;
		this.mostLive = Math.max(this.mostLive, this.live);
		this.starting.remove(0).complete(run);
	}

	void failStart() {
		this.starting.remove(0).completeExceptionally(new IllegalStateException("no such program"));
	}

	FakeRun last() {
		return this.runs.get(this.runs.size() - 1);
	}

	final class FakeRun implements ChildRun {

		private final CompletableFuture<ExitStatus> ended = new CompletableFuture<>();

		private final int number;

		final List<String> steps = new ArrayList<>();

		boolean begun;

		boolean endsOnTerminate = true;

		Runnable finished = () -> {
		};

		FakeRun(int number) {
			this.number = number;
		}

		void end(int status) {
			if (!this.ended.isDone()) {
				FakeRuns.this.live--;
				this.ended.complete(ExitStatus.of(status));
			}
		}

		@Override
		public boolean isAlive() {
			return !this.ended.isDone();
		}

		@Override
		public long pid() {
			return this.number;
		}

		@Override
		public Instant startedAt() {
			return Instant.EPOCH;
		}

		@Override
		public void begin() {
			this.begun = true;
		}

		@Override
		public Duration sinceExit() {
			return Duration.ZERO;
		}

		@Override
		public boolean isConnected() {
			return FakeRuns.this.connected;
		}

		@Override
		public boolean requestStop(Runnable finished) {
			if (FakeRuns.this.drains) {
				this.steps.add("request");
				this.finished = finished;
			}
			return FakeRuns.this.drains;
		}

		@Override
		public void disconnect() {
			this.steps.add("disconnect");
		}

		@Override
		public void terminate(StopSignal signal) {
			this.steps.add("terminate");
			if (this.endsOnTerminate) {
				end(143);
			}
		}

		@Override
		public void kill() {
			this.steps.add("kill");
		}

		@Override
		public CompletionStage<ExitStatus> ended() {
			return this.ended;
		}

	}

}
