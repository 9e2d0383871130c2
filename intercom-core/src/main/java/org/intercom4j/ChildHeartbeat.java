package org.intercom4j;

import java.util.concurrent.CompletableFuture;

import org.intercom4j.heartbeat.Heartbeat;
import org.intercom4j.heartbeat.HeartbeatOptions;
import org.intercom4j.heartbeat.HeartbeatOptions.HangAction;
import org.intercom4j.heartbeat.HeartbeatWatch;
import org.intercom4j.supervisor.ChildRun;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether the processes of a child are alive inside. Begun and ended in the
 * supervisor's loop.
 */
final class ChildHeartbeat {

	private final SupervisedChild child;

	private final HeartbeatOptions options;

	/** Of the present process; written in the supervisor's loop. */
	private volatile @Nullable HeartbeatWatch watch;

	ChildHeartbeat(SupervisedChild child) {
		this.child = child;
		this.options = child.options().heartbeat();
	}

	/** Before the channel of the process is read. */
	void begin(ChildRun run) {
		if (this.options.isOff() || !(run instanceof ProcessRun process)) {
			return;
		}
		IntercomRuntime runtime = this.child.runtime();
		HeartbeatWatch next = new HeartbeatWatch(this.options, runtime, runtime.threads(), process.pulse(),
				(reason) -> hung(process, reason));
		process.onPong(next::answered);
		this.watch = next;
		next.begin();
	}

	void end() {
		HeartbeatWatch present = this.watch;
		this.watch = null;
		if (present != null) {
			present.end();
		}
	}

	/** The latest answer of the present process. */
	@Nullable Heartbeat latest() {
		HeartbeatWatch present = this.watch;
		return (present != null) ? present.latest() : null;
	}

	private void hung(ProcessRun run, String reason) {
		this.child.bus().warn(reason);
		if (this.options.onHang() == HangAction.WARN) {
			return;
		}
		if (this.options.dump()) {
			CompletableFuture<Void> unused = run.dump(this.child.runtime())
				.thenRun(() -> this.child.tellHung(run, reason));
		}
		else {
			this.child.tellHung(run, reason);
		}
	}

}
