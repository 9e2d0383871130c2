package org.intercom4j.boot.context;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildInfo;
import org.intercom4j.ChildReadyEvent;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.CrashReport;

/**
 * How far a child comes, for those that wait for it. It listens from before the start on,
 * so that nothing is missed; a process that ends may be followed by one that comes
 * further. Thread-safe.
 */
final class ChildProgress implements Consumer<ChildEvent> {

	private final Child child;

	private final CompletableFuture<ChildInfo> started = new CompletableFuture<>();

	private final CompletableFuture<ChildInfo> ready = new CompletableFuture<>();

	private final CompletableFuture<ChildInfo> completed = new CompletableFuture<>();

	private ChildProgress(Child child) {
		this.child = child;
	}

	/** Of a child that may be up already, or have completed. */
	static ChildProgress of(Child child) {
		ChildProgress progress = new ChildProgress(child);
		child.onEvent(progress);
		ChildInfo info = child.info();
		if (info.state() == ChildState.RUNNING) {
			progress.started.complete(info);
		}
		if (info.ready()) {
			progress.ready.complete(info);
		}
		return progress;
	}

	/** Whether a child has done its work. */
	static boolean isCompleted(Child child) {
		return child.state() == ChildState.STOPPED && child.lastCrash().filter(CrashReport::isCompleted).isPresent();
	}

	/** Completes when it has come so far; fails when the child is down without that. */
	CompletableFuture<ChildInfo> until(Dependency.Condition condition) {
		return switch (condition) {
			case STARTED -> this.started;
			case READY -> this.ready;
			case COMPLETED -> this.completed;
		};
	}

	/** It needs no start, because it has done its work before. */
	void hasCompleted() {
		this.completed.complete(this.child.info());
		down("it has completed");
	}

	/** It could not be started; perhaps that is tried again. */
	void startFailed(Throwable failure) {
		if (!this.child.state().isUp()) {
			down(String.valueOf(failure.getMessage()));
		}
	}

	/** Listens no more. */
	void end() {
		this.child.offEvent(this);
	}

	@Override
	public void accept(ChildEvent event) {
		if (event instanceof ChildStartEvent || event instanceof ChildRestartEvent) {
			this.started.complete(this.child.info());
		}
		else if (event instanceof ChildReadyEvent ready) {
			this.ready.complete(ready.info());
		}
		else if (event instanceof ChildCloseEvent close) {
			if (this.child.lastCrash().filter(CrashReport::isCompleted).isPresent()) {
				this.completed.complete(this.child.info());
			}
			down("it is down: " + close.reason());
		}
	}

	private void down(String reason) {
		IllegalStateException failure = new IllegalStateException(reason);
		this.started.completeExceptionally(failure);
		this.ready.completeExceptionally(failure);
		this.completed.completeExceptionally(failure);
	}

}
