package org.intercom4j.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of a supervisor down as short words.
 */
final class RecordingListener implements SupervisorListener {

	final List<String> steps = new ArrayList<>();

	final List<RunEnd> ends = new ArrayList<>();

	final List<FailedStart> failures = new ArrayList<>();

	final List<Optional<RunEnd>> closedWith = new ArrayList<>();

	/** Why the child is down, last first. */
	final Deque<RestartDecision> closings = new ArrayDeque<>();

	@Override
	public void started(ChildRun run, boolean again) {
		this.steps.add(again ? "restart" : "start");
	}

	@Override
	public void startFailed(FailedStart failure) {
		this.failures.add(failure);
		this.steps.add("startFailed");
	}

	@Override
	public void stopping(String fault) {
		this.steps.add("stop");
	}

	@Override
	public void exited(RunEnd end) {
		this.ends.add(end);
		this.steps.add("exit " + ((end.status().signal() != null) ? end.status().signal() : end.status().code()));
	}

	@Override
	public void closed(RestartDecision decision, @Nullable RunEnd end) {
		this.closings.push(decision);
		this.closedWith.add(Optional.ofNullable(end));
		this.steps.add((end != null && end.spinning()) ? "close spinning" : "close");
	}

	@Override
	public void waiting() {
		this.steps.add("waiting");
	}

	@Override
	public void restarting(int times) {
		this.steps.add("warn " + times);
	}

	@Override
	public void refused(IllegalStateException reason) {
		this.steps.add("error " + reason.getMessage());
	}

	@Override
	public void unkillable(long pid) {
		this.steps.add("unkillable " + pid);
	}

}
