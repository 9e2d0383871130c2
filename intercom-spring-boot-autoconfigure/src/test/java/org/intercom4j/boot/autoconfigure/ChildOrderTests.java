package org.intercom4j.boot.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildException;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.ChildReadyEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.intercom4j.boot.programs.Echo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which children are started and stopped, and what the application waits
 * for.
 */
class ChildOrderTests {

	private static final String SLEEP = "sleep,600";

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, IntercomAutoConfiguration.class))
		.withBean(EventRecorder.class);

	/** Ready when the gate is there. */
	private ApplicationContextRunner gated(String child) {
		return this.runner.withPropertyValues("intercom.children." + child + ".command=" + SLEEP,
				"intercom.children." + child + ".readiness.command=test,-e," + gate(),
				"intercom.children." + child + ".readiness.interval=50ms");
	}

	private Path gate() {
		return this.directory.resolve("gate");
	}

	private static List<String> names(EventRecorder events, Class<? extends ChildEvent> type) {
		return events.events().stream().filter(type::isInstance).map(ChildEvent::child).toList();
	}

	@Test
	void childWhenItDependsOnAnotherThenIsStartedWhenThatIsReady() {
		gated("db")
			.withPropertyValues("intercom.children.app.command=" + SLEEP, "intercom.children.app.depends-on=db",
					"intercom.children.db.auto-startup=false")
			.run((context) -> {
				EventRecorder events = context.getBean(EventRecorder.class);
				Child app = context.getBean("appChild", Child.class);
				assertThat(app.state()).isEqualTo(ChildState.NEW);
				Files.createFile(gate());
				events.await(ChildStartEvent.class, 2);
				assertThat(
						events.events().stream().map((event) -> event.getClass().getSimpleName() + " " + event.child()))
					.containsSubsequence("ChildStartEvent db", "ChildReadyEvent db", "ChildStartEvent app");
			});
	}

	@Test
	void childrenWhenStoppedThenThoseThatDependOnOthersGoFirst() {
		this.runner
			.withPropertyValues("intercom.children.a.command=" + SLEEP, "intercom.children.b.command=" + SLEEP,
					"intercom.children.c.command=" + SLEEP, "intercom.children.b.depends-on[0].child=a",
					"intercom.children.b.depends-on[0].condition=started", "intercom.children.c.depends-on=b")
			.run((context) -> {
				EventRecorder events = context.getBean(EventRecorder.class);
				events.await(ChildStartEvent.class, 3);
				context.getSourceApplicationContext().stop();
				assertThat(names(events, ChildStartEvent.class)).containsExactly("a", "b", "c");
				assertThat(names(events, ChildExitEvent.class)).containsExactly("c", "b", "a");
			});
	}

	@Test
	void childWhenItWaitsForACompletedOneThenIsStartedAfterIt() {
		this.runner
			.withPropertyValues("intercom.children.migration.command=sh,-c,exit 0",
					"intercom.children.migration.restart.policy=never", "intercom.children.app.command=" + SLEEP,
					"intercom.children.app.depends-on[0].child=migration",
					"intercom.children.app.depends-on[0].condition=completed")
			.run((context) -> {
				EventRecorder events = context.getBean(EventRecorder.class);
				events.await(ChildStartEvent.class, 2);
				assertThat(
						events.events().stream().map((event) -> event.getClass().getSimpleName() + " " + event.child()))
					.containsSubsequence("ChildExitEvent migration", "ChildStartEvent app");
			});
	}

	@Test
	void childWhenWhatItDependsOnComesUpAtTheSecondTryThenIsStarted() {
		this.runner
			.withPropertyValues(
					"intercom.children.db.command=sh,-c,if [ -e " + gate() + " ]; then exec sleep 600; fi; touch "
							+ gate() + "; exit 1",
					"intercom.children.db.restart.delay=0", "intercom.children.db.readiness.command=false",
					"intercom.children.app.command=" + SLEEP, "intercom.children.app.depends-on[0].child=db",
					"intercom.children.app.depends-on[0].condition=started")
			.run((context) -> {
				context.getBean(EventRecorder.class)
					.await(ChildStartEvent.class, 1, (start) -> start.child().equals("app"));
				assertThat(context).hasNotFailed();
			});
	}

	@Test
	void contextWhenStoppedWhileAChildWaitsThenThatIsStartedWithTheNextStart() throws Exception {
		gated("db").withPropertyValues("intercom.children.app.command=" + SLEEP, "intercom.children.app.depends-on=db")
			.run((context) -> {
				context.getSourceApplicationContext().stop();
				Files.createFile(gate());
				context.getSourceApplicationContext().start();
				context.getBean(EventRecorder.class)
					.await(ChildStartEvent.class, 1, (start) -> start.child().equals("app"));
			});
	}

	@Test
	void startWhenOneChildFailsThenDoesNotWaitForTheOthers() {
		gated("slow")
			.withPropertyValues("intercom.children.slow.startup=wait", "intercom.children.slow.readiness.timeout=0",
					"intercom.children.early.command=sh,-c,exit 4", "intercom.children.early.startup=wait",
					"intercom.children.early.readiness.port=1", "intercom.children.early.restart.policy=never")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("its process ended before it was ready"));
	}

	@Test
	void childWhenWhatItDependsOnFailsThenIsNotStarted() {
		this.runner
			.withPropertyValues("intercom.children.migration.command=sh,-c,exit 3",
					"intercom.children.migration.restart.policy=never", "intercom.children.app.command=" + SLEEP,
					"intercom.children.app.startup=wait", "intercom.children.app.depends-on[0].child=migration",
					"intercom.children.app.depends-on[0].condition=completed")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("it is down: it ended with code 3"));
	}

	@Test
	void startWhenAChildIsWaitedForThenItIsReadyBefore() {
		this.runner
			.withPropertyValues("intercom.children.echo.script=" + Echo.class.getName(),
					"intercom.children.echo.startup=wait")
			.run((context) -> {
				assertThat(context.getBean("echoChild", Child.class).info().ready()).isTrue();
				context.getBean(EventRecorder.class).await(ChildReadyEvent.class);
			});
	}

	@Test
	void startWhenAChildThatIsWaitedForEndsEarlyThenFailsAtOnceWithItsLastWords() {
		this.runner
			.withPropertyValues("intercom.children.early.command=sh,-c,echo no licence >&2; exit 4",
					"intercom.children.early.startup=wait", "intercom.children.early.readiness.port=1",
					"intercom.children.early.restart.policy=never")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(ChildException.class)
				.hasMessageContaining("its process ended before it was ready")
				.hasMessageContaining("code 4")
				.hasMessageContaining("no licence"));
	}

	@Test
	void startWhenClosedWhileItWaitsThenEndsAndStopsTheChild() throws Exception {
		EventRecorder events = new EventRecorder();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		Thread start = new Thread(() -> gated("slow").withBean("recorder", EventRecorder.class, () -> events)
			.withPropertyValues("intercom.children.slow.startup=wait")
			.run((context) -> failure.complete(context.getStartupFailure())));
		start.start();
		ProcessHandle process = ProcessHandle.of(events.await(ChildStartEvent.class).info().pid()).orElseThrow();
		start.interrupt();
		assertThat(failure.get(60, TimeUnit.SECONDS)).rootCause().isInstanceOf(InterruptedException.class);
		Processes.awaitEnd(process);
	}

	@Test
	void startWhenNobodyWaitsForAChildThenItMayBecomeReadyLater() throws Exception {
		CompletableFuture<Boolean> ready = new CompletableFuture<>();
		gated("slow").run((context) -> {
			Child slow = context.getBean("slowChild", Child.class);
			assertThat(slow.info().ready()).isFalse();
			Files.createFile(gate());
			ready.complete(slow.whenReady().get(60, TimeUnit.SECONDS).ready());
		});
		assertThat(ready.get(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void contextWhenClosedWhileAChildWaitsThenThatIsNeverStarted() {
		EventRecorder events = new EventRecorder();
		gated("db").withBean("recorder", EventRecorder.class, () -> events)
			.withPropertyValues("intercom.children.app.command=" + SLEEP, "intercom.children.app.depends-on=db")
			.run((context) -> events.await(ChildStartEvent.class));
		assertThat(names(events, ChildStartEvent.class)).containsOnly("db");
	}

}
