package org.intercom4j;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.intercom4j.channel.ChannelServer;
import org.intercom4j.dump.DumpCapture;
import org.intercom4j.dump.DumpOffer;
import org.intercom4j.heartbeat.Pulse;
import org.intercom4j.process.ExitStatus;
import org.intercom4j.process.ProcessUsage;
import org.intercom4j.process.RunningProcess;
import org.intercom4j.process.StopSignal;
import org.intercom4j.supervisor.ChildRun;
import org.intercom4j.supervisor.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A live process together with its channel.
 */
final class ProcessRun implements ChildRun {

	private final RunningProcess process;

	private final RunConnection connection;

	private final DumpLines dumpLines;

	private final CompletionStage<ExitStatus> ended;

	/** What it told of its insides, or why it did not; written before it is ended. */
	private volatile @Nullable String dump;

	ProcessRun(RunningProcess process, RunConnection connection, ChannelServer server, OutputEvents output,
			DumpLines dumpLines) {
		this.process = process;
		this.connection = connection;
		this.dumpLines = dumpLines;
		this.ended = process.ended()
			.thenCompose((status) -> connection.drain(server)
				.thenCompose((drained) -> output.logged())
				.thenApply((logged) -> status));
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public Instant startedAt() {
		return this.process.startedAt();
	}

	@Override
	public void begin() {
		this.connection.begin();
	}

	@Override
	public Duration sinceExit() {
		return this.process.sinceExit();
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public boolean isConnected() {
		return this.connection.isReady();
	}

	@Override
	public boolean requestStop(Runnable finished) {
		this.process.rememberTree();
		return this.connection.requestStop(finished);
	}

	@Override
	public void disconnect() {
		this.process.rememberTree();
		this.connection.disconnect();
	}

	@Override
	public void terminate(StopSignal signal) {
		this.process.terminate(signal);
	}

	@Override
	public void kill() {
		this.process.kill();
	}

	/** What was seen of the process, once it has ended. */
	CrashEvidence evidence(boolean asked, LastLines lines) {
		return new CrashEvidence(asked, this.process.wasKilled(), this.connection.pendingCalls(),
				this.process.oomKills(), lines.memoryError(), lines.stderr(), this.dump);
	}

	Pulse pulse() {
		return this.connection;
	}

	/** Called before the channel is read. */
	void onPong(Consumer<@Nullable Duration> listener) {
		this.connection.onPong(listener);
	}

	/** Takes a dump for the crash report; completes in bounded time and never fails. */
	CompletableFuture<Void> dump(Timer timer) {
		DumpOffer offer = this.connection.dumpOffer();
		if (offer == null) {
			this.dump = "There is no dump: the child has no means to make one";
			return CompletableFuture.completedFuture(null);
		}
		DumpCapture capture = new DumpCapture(offer, timer);
		this.dumpLines.begin(capture);
		CompletableFuture<Void> taken = capture.begin().thenAccept((text) -> this.dump = text);
		CompletableFuture<Void> unused = this.process.signal(offer.pid(), offer.signal())
			.whenComplete((sent, failure) -> {
				if (failure != null) {
					capture.fail(String.valueOf(Failures.cause(failure).getMessage()));
				}
			});
		return taken;
	}

	/** The memory of its process tree in bytes, if it is known; reads files. */
	OptionalLong residentSize() {
		return this.process.residentSize();
	}

	/** What its process tree uses, if that is known; reads files. */
	Optional<ProcessUsage> usage() {
		return this.process.usage();
	}

	@Override
	public CompletionStage<ExitStatus> ended() {
		return this.ended;
	}

}
