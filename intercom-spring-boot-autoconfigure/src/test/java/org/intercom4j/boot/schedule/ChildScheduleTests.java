package org.intercom4j.boot.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.Intercom;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real children on a clock of our own. The recorder hears of an event after the schedule
 * has.
 */
class ChildScheduleTests {

	private static final Schedule HOURLY = Schedule.cron("0 0 * * * *", ZoneId.of("UTC"));

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration DELAY = Duration.ofSeconds(90);

	private final ManualClock clock = new ManualClock("2026-01-01T11:30:00Z");

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final BlockingQueue<ChildEvent> events = new LinkedBlockingQueue<>();

	@TempDir
	private Path directory;

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	private Child scheduled(Schedule schedule, String... command) {
		Child child = this.intercom.child("job",
				ChildOptions.command(command)
					.restart(BackoffPolicy.builder().policy(RestartCondition.NEVER).build())
					.build());
		new ChildSchedule(child, schedule, this.clock, this.clock).begin();
		child.onEvent(this.events::add);
		return child;
	}

	/** Runs until the gate is there. */
	private Child gated(Schedule schedule) {
		return scheduled(schedule, "sh", "-c", "while [ ! -e %s ]; do sleep 0.1; done".formatted(gate()));
	}

	private Path gate() {
		return this.directory.resolve("gate");
	}

	private void await(Class<? extends ChildEvent> type) throws InterruptedException {
		ChildEvent event;
		do {
			event = this.events.poll(60, TimeUnit.SECONDS);
			assertThat(event).as("a %s", type).isNotNull();
		}
		while (!type.isInstance(event));
	}

	@Test
	void childWhenItIsTimeThenIsRunOnce() throws Exception {
		Child child = scheduled(HOURLY, "true");
		this.clock.tick(Duration.ofMinutes(29));
		assertThat(child.state()).isEqualTo(ChildState.NEW);
		this.clock.tick(Duration.ofMinutes(1));
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(1);
		this.clock.tick(HOUR);
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(2);
	}

	@Test
	void childWhenItFailsThenIsRunAtTheNextTime() throws Exception {
		Child child = scheduled(HOURLY, "false");
		this.clock.tick(HOUR);
		await(ChildCloseEvent.class);
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
		this.clock.tick(HOUR);
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(2);
	}

	@Test
	void childWhenTheClockIsSetForwardThenIsRunWithinAMinute() throws Exception {
		scheduled(Schedule.cron("0 0 23 * * *", ZoneId.of("UTC")), "true");
		this.clock.jump(Duration.ofHours(12));
		this.clock.tick(Duration.ofMinutes(1));
		await(ChildCloseEvent.class);
	}

	@Test
	void childWhenItStillRunsThenIsSkipped() throws Exception {
		Child child = gated(HOURLY);
		this.clock.tick(HOUR);
		await(ChildStartEvent.class);
		this.clock.tick(HOUR);
		Files.createFile(gate());
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(1);
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	void childWhenItStillRunsAndWaitsThenIsRunOnceMore() throws Exception {
		Child child = gated(HOURLY.withOverlap(Schedule.Overlap.WAIT));
		this.clock.tick(HOUR);
		await(ChildStartEvent.class);
		this.clock.tick(HOUR);
		this.clock.tick(HOUR);
		assertThat(child.info().incarnation()).isEqualTo(1);
		Files.createFile(gate());
		await(ChildCloseEvent.class);
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(2);
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	void childWhenStoppedByHandThenDoesNotWaitAnyMore() throws Exception {
		Child child = gated(HOURLY.withOverlap(Schedule.Overlap.WAIT));
		this.clock.tick(HOUR);
		await(ChildStartEvent.class);
		this.clock.tick(HOUR);
		child.stop().get(60, TimeUnit.SECONDS);
		await(ChildCloseEvent.class);
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
		this.clock.tick(HOUR);
		await(ChildStartEvent.class);
	}

	@Test
	void childWhenItHasADelayThenIsRunAtOnceAndAfterItsEnd() throws Exception {
		Child child = gated(Schedule.fixedDelay(DELAY));
		this.clock.tick(Duration.ZERO);
		await(ChildStartEvent.class);
		this.clock.tick(DELAY.multipliedBy(2));
		assertThat(this.clock.pending()).isZero();
		Files.createFile(gate());
		await(ChildCloseEvent.class);
		this.clock.tick(DELAY.minusMillis(1));
		assertThat(child.info().incarnation()).isEqualTo(1);
		this.clock.tick(Duration.ofMillis(1));
		await(ChildCloseEvent.class);
		assertThat(child.info().incarnation()).isEqualTo(2);
	}

	@Test
	void childWhenItCannotBeStartedThenIsTriedAfterTheDelay() throws Exception {
		Path program = this.directory.resolve("program");
		scheduled(Schedule.fixedDelay(DELAY), program.toString());
		this.clock.tick(Duration.ZERO);
		await(ChildCloseEvent.class);
		write(program);
		this.clock.tick(DELAY);
		await(ChildStartEvent.class);
	}

	private static void write(Path program) throws IOException {
		Files.writeString(program, "#!/bin/sh\n");
		assertThat(program.toFile().setExecutable(true)).isTrue();
	}

	@Test
	void scheduleWhenEndedThenRunsNothing() throws Exception {
		Child child = this.intercom.child("job", ChildOptions.command("true").build());
		ChildSchedule schedule = new ChildSchedule(child, HOURLY, this.clock, this.clock);
		schedule.begin();
		schedule.end();
		this.clock.tick(HOUR);
		assertThat(this.clock.pending()).isZero();
		assertThat(child.state()).isEqualTo(ChildState.NEW);
	}

}
