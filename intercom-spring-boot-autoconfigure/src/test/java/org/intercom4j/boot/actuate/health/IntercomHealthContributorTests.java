package org.intercom4j.boot.actuate.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildOptionsBuilder;
import org.intercom4j.Intercom;
import org.intercom4j.boot.context.ChildDeclaration;
import org.intercom4j.boot.context.ChildEventPublisher;
import org.intercom4j.boot.context.DeclaredChildren;
import org.intercom4j.boot.programs.Mute;
import org.intercom4j.boot.schedule.Schedule;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

class IntercomHealthContributorTests {

	private static final BackoffPolicy PATIENT = BackoffPolicy.builder()
		.delay(Duration.ofHours(1))
		.maxDelay(Duration.ofHours(1))
		.build();

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@TempDir
	private Path directory;

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void healthWhenRunningAndReadyThenIsUp() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("sleep", "600"), false);
		Child child = start();
		assertThat(health(health).getStatus()).isEqualTo(Status.UP);
		assertThat(health(health).getDetails()).containsEntry("pid", child.info().pid()).containsEntry("restarts", 0);
	}

	@Test
	void healthWhenStoppedThenIsOutOfService() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("sleep", "600"), false);
		start().stop().get(60, TimeUnit.SECONDS);
		assertThat(health(health).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health(health).getDetails()).containsEntry("reason", "it was stopped")
			.doesNotContainKey("pid")
			.extractingByKey("lastExit")
			.asString()
			.contains("signal=SIGTERM");
	}

	@Test
	void healthWhenNeverStartedThenIsUnknown() {
		Health health = health(contributor(ChildOptions.command("sleep", "600"), true));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("reason", "it was not started");
	}

	@Test
	void healthWhenOptionalAndMissingThenIsUnknown() {
		Health health = health(contributor(ChildOptions.builder("no/such/script"), true));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails().get("reason")).asString()
			.startsWith("Child 'worker': script 'no/such/script' does not exist");
	}

	@Test
	void healthWhenOptionalAndStartFailedThenIsUnknown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("no-such-program").max(1), true);
		failStart();
		assertThat(health(health).getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void healthWhenStartFailedAndIsTriedAgainThenSaysWhen() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("no-such-program").restart(PATIENT), false);
		failStart();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(health).getDetails()).containsEntry("nextRestartAt", worker().info().nextRestartAt())
			.extractingByKey("reason")
			.asString()
			.contains("'no-such-program' was not found");
	}

	@Test
	void healthWhenOptionalAndTriedAgainThenIsUnknown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("no-such-program").restart(PATIENT), true);
		failStart();
		assertThat(health(health).getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void healthWhenCompletedThenIsUnknown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("true")
			.restart(BackoffPolicy.builder().policy(RestartCondition.ON_FAILURE).build()), false);
		awaitExit();
		assertThat(health(health).getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health(health).getDetails().get("reason")).asString()
			.startsWith("it has completed: Process")
			.contains("ended with code 0");
	}

	@Test
	void healthWhenStartFailedThenIsDown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("no-such-program").max(1), false);
		failStart();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(health).getDetails().get("reason")).asString().contains("'no-such-program' was not found");
	}

	@Test
	void healthWhenGivenUpThenIsDownAndSaysWhy() throws Exception {
		IntercomHealthContributor health = contributor(
				ChildOptions.command("sh", "-c", "echo out of memory >&2; exit 3").max(1), false);
		awaitExit();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(health).getDetails().get("reason")).asString()
			.startsWith("it was given up: Process")
			.contains("ended with code 3", "out of memory");
		assertThat(health(health).getDetails().get("lastExit")).asString().contains("code=3");
	}

	@Test
	void healthWhenBackingOffThenIsDown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.command("sh", "-c", "exit 3")
			.minUptime(Duration.ofHours(1))
			.spinSleepTime(Duration.ofHours(1)), false);
		awaitExit();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(health).getDetails().get("reason")).asString().startsWith("it waits for its restart");
	}

	@Test
	void healthWhenNotConnectedThenIsDown() throws Exception {
		IntercomHealthContributor health = contributor(ChildOptions.builder(Mute.class.getName()), false);
		start();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(health).getDetails()).containsEntry("reason",
				"it runs but is not ready: its channel is not connected");
	}

	@Test
	void contributorWhenNameIsUnknownThenIsNull() {
		IntercomHealthContributor health = contributor(ChildOptions.command("sleep", "600"), false);
		assertThat(health.getContributor("nobody")).isNull();
		assertThat(health.stream().map((entry) -> entry.name())).containsExactly("worker");
	}

	@Test
	void healthWhenScheduledThenIsThatOfTheLatestRun() throws Exception {
		IntercomHealthContributor health = contributor(new ChildDeclaration("worker",
				ChildOptions.command("sh", "-c", "mkdir %s/once".formatted(this.directory))
					.restart(BackoffPolicy.builder().policy(RestartCondition.NEVER).build())
					.build(),
				ChildDeclaration.Start.SCHEDULED, false, List.of(), Schedule.fixedDelay(Duration.ofHours(1)), null));
		assertThat(health(health).getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health(health).getDetails()).containsEntry("reason", "its first run is to come");
		awaitExit();
		assertThat(health(health).getStatus()).isEqualTo(Status.UP);
		awaitExit();
		assertThat(health(health).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenAScheduledRunIsNotConnectedThenIsUp() throws Exception {
		IntercomHealthContributor health = contributor(new ChildDeclaration("worker",
				ChildOptions.builder(Mute.class.getName()).build(), ChildDeclaration.Start.SCHEDULED, false, List.of(),
				Schedule.fixedDelay(Duration.ofHours(1)), null));
		start();
		assertThat(health(health).getStatus()).isEqualTo(Status.UP);
	}

	private IntercomHealthContributor contributor(ChildOptionsBuilder options, boolean optional) {
		return contributor(new ChildDeclaration("worker", options.build(), ChildDeclaration.Start.BACKGROUND, optional,
				List.of()));
	}

	private IntercomHealthContributor contributor(ChildDeclaration declaration) {
		ChildEventPublisher publisher = new ChildEventPublisher((event) -> {
		});
		return new IntercomHealthContributor(this.intercom,
				new DeclaredChildren(this.intercom, List.of(declaration), List.of(), publisher));
	}

	private Child worker() {
		return this.intercom.children().get("worker");
	}

	private Child start() throws Exception {
		worker().start().get(60, TimeUnit.SECONDS);
		return worker();
	}

	private void failStart() throws Exception {
		assertThat(worker().start().handle((info, failure) -> failure).get(60, TimeUnit.SECONDS)).isNotNull();
	}

	private void awaitExit() throws Exception {
		CountDownLatch exited = new CountDownLatch(1);
		worker().onEvent((event) -> {
			if (event instanceof ChildExitEvent) {
				exited.countDown();
			}
		});
		start();
		assertThat(exited.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private static Health health(IntercomHealthContributor contributor) {
		HealthIndicator indicator = (HealthIndicator) contributor.getContributor("worker");
		assertThat(indicator).isNotNull();
		return indicator.health();
	}

}
