package org.intercom4j.boot.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.Child;
import org.intercom4j.ChildException;
import org.intercom4j.ChildInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of the declared children: each one as soon as those that it depends on have
 * come far enough, all others at once. Used by the thread that starts the context, which
 * only asks for the processes; they are created in the background. May be cancelled by
 * any thread.
 */
final class ChildStarts {

	private static final Logger logger = LoggerFactory.getLogger(IntercomLifecycle.class);

	private final DeclaredChildren declared;

	private final List<Child> wanted;

	private final StartChecks checks;

	/** Held while a child is asked to start, so that none is after the cancellation. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Map<Child, CompletableFuture<ChildInfo>> starts = new LinkedHashMap<>();

	private final Map<Child, ChildProgress> progress = new LinkedHashMap<>();

	/** Written under the lock. */
	private volatile boolean cancelled;

	/** The start of some children, and of those that they depend on. */
	ChildStarts(DeclaredChildren declared, List<Child> wanted) {
		this.declared = declared;
		this.wanted = wanted;
		this.checks = new StartChecks(declared, wanted);
	}

	/**
	 * No child is started any more.
	 * @return those that were still to be started
	 */
	List<Child> cancel() {
		this.lock.lock();
		try {
			this.cancelled = true;
		}
		finally {
			this.lock.unlock();
		}
		return this.wanted.stream().filter((child) -> {
			CompletableFuture<ChildInfo> start = this.starts.get(child);
			return start != null && !start.isDone() && !child.state().isUp();
		}).toList();
	}

	/**
	 * Starts them.
	 * @return completes when all that the application waits for has come about; fails as
	 * soon as some of it cannot, at once and with no child started if one lacks something
	 */
	CompletableFuture<Void> begin() {
		Optional<ChildException> failure = this.checks.failure();
		if (failure.isPresent()) {
			return CompletableFuture.failedFuture(failure.get());
		}
		for (Child child : this.wanted) {
			CompletionStage<ChildInfo> unused = begun(child);
		}
		return outcomes();
	}

	private CompletableFuture<Void> outcomes() {
		List<CompletableFuture<?>> outcomes = new ArrayList<>();
		CompletableFuture<Void> failed = new CompletableFuture<>();
		this.starts.forEach((child, start) -> {
			ChildDeclaration declaration = this.declared.declaration(child);
			CompletableFuture<?> outcome = outcome(child, declaration, start);
			if (declaration.start() == ChildDeclaration.Start.AWAITED) {
				outcomes.add(outcome.whenComplete((info, failure) -> fail(failed, failure)));
			}
		});
		CompletionStage<Void> unused = CompletableFuture.allOf(this.starts.values().toArray(CompletableFuture[]::new))
			.whenComplete((nothing, failure) -> this.progress.values().forEach(ChildProgress::end));
		return CompletableFuture.anyOf(failed, CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)))
			.thenAccept((nothing) -> logger.debug("All children that are waited for have come far enough"));
	}

	private static void fail(CompletableFuture<Void> failed, Throwable failure) {
		if (failure != null) {
			failed.completeExceptionally(cause(failure));
		}
	}

	/** With what makes the application's start fail, unless it can do without. */
	private CompletableFuture<?> outcome(Child child, ChildDeclaration declaration,
			CompletableFuture<ChildInfo> start) {
		return start.handle((info, failure) -> {
			if (failure == null) {
				return info;
			}
			boolean awaited = declaration.start() == ChildDeclaration.Start.AWAITED;
			if (awaited && !declaration.optional()) {
				throw new CompletionException(cause(failure));
			}
			if (!this.cancelled) {
				logger.warn("{} '{}' is not {}: {}", declaration.optional() ? "Optional child" : "Child", child.name(),
						awaited ? "ready" : "started", cause(failure).getMessage());
			}
			return child.info();
		});
	}

	private static Throwable cause(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof CompletionException && cause != null) ? cause(cause) : failure;
	}

	private CompletableFuture<ChildInfo> begun(Child child) {
		CompletableFuture<ChildInfo> known = this.starts.get(child);
		if (known != null) {
			return known;
		}
		List<CompletableFuture<?>> conditions = new ArrayList<>();
		for (Dependency dependency : this.declared.declaration(child).dependsOn()) {
			Child other = this.declared.child(dependency.child());
			ChildProgress far = this.progress.computeIfAbsent(other, ChildProgress::of);
			begin(other, far);
			conditions.add(far.until(dependency.condition())
				.exceptionallyCompose((failure) -> unmet(child, dependency, failure)));
		}
		CompletableFuture<ChildInfo> start = CompletableFuture.allOf(conditions.toArray(CompletableFuture[]::new))
			.thenCompose((met) -> start(child));
		this.starts.put(child, start);
		return start;
	}

	private void begin(Child other, ChildProgress far) {
		if (this.checks.isDone(other)) {
			far.hasCompleted();
			return;
		}
		CompletionStage<ChildInfo> unused = begun(other).whenComplete((info, failure) -> {
			if (failure != null) {
				far.startFailed(cause(failure));
			}
		});
	}

	private CompletionStage<ChildInfo> start(Child child) {
		Optional<ChildException> missing = this.checks.missing(child);
		if (missing.isPresent()) {
			return CompletableFuture.failedStage(missing.get());
		}
		this.lock.lock();
		try {
			return this.cancelled
					? CompletableFuture.failedStage(new CancellationException("The application is stopping"))
					: ask(child);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for the readiness from before the start on, so that no end is missed. */
	private CompletionStage<ChildInfo> ask(Child child) {
		boolean awaited = this.declared.declaration(child).start() == ChildDeclaration.Start.AWAITED;
		CompletableFuture<ChildInfo> ready = awaited ? child.whenReady()
				: CompletableFuture.completedFuture(child.info());
		CompletableFuture<ChildInfo> start = child.state().isUp() ? CompletableFuture.completedFuture(child.info())
				: child.start();
		return start.thenCompose((info) -> ready);
	}

	private static CompletionStage<ChildInfo> unmet(Child child, Dependency dependency, Throwable failure) {
		return CompletableFuture.failedStage(new IllegalStateException(
				"Child '%s' needs '%s', which is not %s: %s".formatted(child.name(), dependency.child(),
						dependency.condition().name().toLowerCase(Locale.ROOT), cause(failure).getMessage()),
				cause(failure)));
	}

}
