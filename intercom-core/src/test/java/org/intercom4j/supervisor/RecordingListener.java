package org.intercom4j.supervisor;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the steps of a supervisor down as short words.
 */
final class RecordingListener implements SupervisorListener {

	final List<String> steps = new ArrayList<>();

	final List<RunEnd> ends = new ArrayList<>();

	@Override
	public void started(ChildRun run, boolean again) {
		this.steps.add(again ? "restart" : "start");
	}

	@Override
	public void startFailed(Throwable reason) {
		this.steps.add("startFailed");
	}

	@Override
	public void stopping() {
		this.steps.add("stop");
	}

	@Override
	public void exited(RunEnd end) {
		this.ends.add(end);
		this.steps.add("exit " + ((end.status().signal() != null) ? end.status().signal() : end.status().code()));
	}

	@Override
	public void closed(RunEnd end) {
		this.steps.add(end.spinning() ? "close spinning" : "close");
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
