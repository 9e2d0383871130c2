package org.intercom4j.boot.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildException;
import org.intercom4j.ChildInfo;
import org.intercom4j.LastExit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of the declared children: each one as soon as those that it depends on have
 * come far enough, all others at once. Used by the thread that starts the context; what
 * goes on in the background may be cancelled by any.
 */
final class ChildStarts {

	private static final Logger logger = LoggerFactory.getLogger(IntercomLifecycle.class);

	private final DeclaredChildren declared;

	private final Map<Child, CompletableFuture<ChildInfo>> starts = new LinkedHashMap<>();

	private volatile boolean cancelled;

	ChildStarts(DeclaredChildren declared) {
		this.declared = declared;
	}

	/** No child is started any more. */
	void cancel() {
		this.cancelled = true;
	}

	/**
	 * Starts the children, and those that they depend on.
	 * @return completes when all that the application waits for has come about
	 */
	CompletableFuture<Void> begin(List<Child> children) {
		children.forEach((child) -> {
			CompletionStage<ChildInfo> unused = begun(child);
		});
		List<CompletableFuture<?>> awaited = new ArrayList<>();
		this.starts.forEach((child, start) -> {
			ChildDeclaration declaration = this.declared.declaration(child);
			CompletableFuture<?> outcome = outcome(child, declaration, start);
			if (declaration.dependsOn().isEmpty() || declaration.start() == ChildDeclaration.Start.AWAITED) {
				awaited.add(outcome);
			}
		});
		return CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new));
	}

	/** With what makes the application's start fail, unless it can do without. */
	private CompletableFuture<?> outcome(Child child, ChildDeclaration declaration,
			CompletableFuture<ChildInfo> start) {
		boolean awaited = declaration.start() == ChildDeclaration.Start.AWAITED;
		CompletableFuture<ChildInfo> outcome = awaited ? start.thenCompose((info) -> child.whenReady()) : start;
		boolean fatal = awaited || declaration.dependsOn().isEmpty();
		return outcome.handle((info, failure) -> {
			if (failure == null) {
				return info;
			}
			if (!declaration.optional() && fatal) {
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
			CompletableFuture<ChildInfo> begun = begun(other);
			conditions.add(begun.thenCompose((info) -> met(other, dependency))
				.exceptionallyCompose((failure) -> unmet(child, dependency, failure)));
		}
		CompletableFuture<ChildInfo> start = CompletableFuture.allOf(conditions.toArray(CompletableFuture[]::new))
			.thenCompose((met) -> start(child));
		this.starts.put(child, start);
		return start;
	}

	private CompletionStage<ChildInfo> start(Child child) {
		if (this.cancelled) {
			return CompletableFuture.failedStage(new CancellationException("The application is stopping"));
		}
		if (child.state().isUp()) {
			return CompletableFuture.completedStage(child.info());
		}
		ChildException missing = this.declared.missing(child).orElse(null);
		return (missing != null) ? CompletableFuture.failedStage(missing) : child.start();
	}

	private static CompletionStage<ChildInfo> unmet(Child child, Dependency dependency, Throwable failure) {
		return CompletableFuture.failedStage(new IllegalStateException(
				"Child '%s' needs '%s', which is not %s: %s".formatted(child.name(), dependency.child(),
						dependency.condition().name().toLowerCase(Locale.ROOT), cause(failure).getMessage()),
				cause(failure)));
	}

	private CompletionStage<ChildInfo> met(Child other, Dependency dependency) {
		return switch (dependency.condition()) {
			case STARTED -> CompletableFuture.completedStage(other.info());
			case READY -> ready(other);
			case COMPLETED -> completed(other);
		};
	}

	/** A process that ends before may be followed by one that becomes ready. */
	private CompletionStage<ChildInfo> ready(Child other) {
		return other.whenReady()
			.exceptionallyCompose((failure) -> (other.state().isUp() && !this.cancelled) ? ready(other)
					: CompletableFuture.failedStage(cause(failure)));
	}

	/** The end may have been before anybody listens. */
	private static CompletionStage<ChildInfo> completed(Child other) {
		CompletableFuture<ChildInfo> completed = new CompletableFuture<>();
		Consumer<ChildEvent> observer = (event) -> {
			if (event instanceof ChildCloseEvent) {
				complete(completed, other);
			}
		};
		other.onEvent(observer);
		if (!other.state().isUp()) {
			complete(completed, other);
		}
		return completed.whenComplete((info, failure) -> other.offEvent(observer));
	}

	private static void complete(CompletableFuture<ChildInfo> completed, Child other) {
		ChildInfo info = other.info();
		LastExit exit = info.lastExit();
		if (exit != null && Integer.valueOf(0).equals(exit.code())) {
			completed.complete(info);
		}
		else {
			completed.completeExceptionally(new IllegalStateException("it is down after " + exit));
		}
	}

}
