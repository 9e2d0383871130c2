package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.intercom4j.limits.LimitOptions;
import org.intercom4j.process.OutputTail;
import org.intercom4j.process.ProcessUsage;
import org.intercom4j.process.ResidentMemory;
import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Limits of real processes.
 */
class ChildLimitsTests {

	private static final Duration OFTEN = Duration.ofMillis(100);

	private static final long MEGABYTE = 1024 * 1024;

	/** A process below that holds forty megabytes. */
	private static final String HUNGRY = "sh -c 'x=$(head -c 41943040 /dev/zero | tr \"\\\\0\" a); sleep 600; echo $x' & wait";

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
	}

	private Child child(ChildOptionsBuilder options, LimitOptions limits) {
		return this.intercom.child("worker", options.limits(limits).build());
	}

	private static void start(Child child) throws Exception {
		child.start().get(60, TimeUnit.SECONDS);
	}

	@Test
	void childWhenItsTreeUsesTooMuchMemoryThenIsRestarted() throws Exception {
		assumeThat(ResidentMemory.isKnown()).as("the system tells how much memory is used").isTrue();
		Child child = child(ChildOptions.command("sh", "-c", HUNGRY),
				new LimitOptions(20 * MEGABYTE, null, null, OFTEN));
		EventLog log = new EventLog(child);
		start(child);
		log.await("restart");
		assertThat(log.all("warn")).anySatisfy((arguments) -> assertThat(arguments.get(0)).asString()
			.startsWith("it is restarted, because it uses ")
			.endsWith(" MB of memory, more than the limit of 20.0 MB"));
		assertThat(log.names()).containsSubsequence("start", "warn", "stop", "exit", "restart");
		assertThat(child.crashes()).isEmpty();
	}

	@Test
	void childWhenItIsTooOldThenIsRestarted() throws Exception {
		Child child = child(ChildOptions.command("sleep", "600"),
				new LimitOptions(null, Duration.ofMillis(200), null, OFTEN));
		EventLog log = new EventLog(child);
		start(child);
		log.await("restart", 2);
		assertThat(child.crashes()).isEmpty();
	}

	@Test
	void childWhenItHasHadItsEventsThenIsRestartedAndCountsAnew() throws Exception {
		Child child = child(ChildOptions.builder(Echo.class.getName()), new LimitOptions(null, null, 4L, OFTEN));
		EventLog log = new EventLog(child);
		start(child);
		child.emit("say::one");
		log.await("echo");
		assertThat(child.info().incarnation()).isEqualTo(1);
		child.emit("say::two");
		log.await("restart");
		assertThat(log.all("warn")).anySatisfy((arguments) -> assertThat(arguments.get(0))
			.isEqualTo("it is restarted, because it has had 4 events, and the limit is 4"));
		log.await("rpcready", 2);
		child.emit("say::three");
		log.await("echo", 3);
		assertThat(child.info().incarnation()).isEqualTo(2);
	}

	@Test
	void childWhenStoppedThenIsNotRestarted() throws Exception {
		Child child = child(ChildOptions.command("sleep", "600"),
				new LimitOptions(null, Duration.ofMillis(1), null, OFTEN));
		EventLog log = new EventLog(child);
		start(child);
		log.await("restart");
		child.stop().get(60, TimeUnit.SECONDS);
		log.await("close");
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void childWhenPriorityAndOpenFilesAreLimitedThenItsOwnProcessIs() throws Exception {
		Child child = child(ChildOptions.command("sh", "-c", "echo $$; nice; ulimit -Sn; ulimit -Hn; exec sleep 600"),
				new LimitOptions(null, null, null, OFTEN, 5, 64));
		EventLog log = new EventLog(child);
		start(child);
		log.await("stdout", 4);
		assertThat(child.output()).extracting(OutputTail.Line::text)
			.containsExactly(child.info().pid().toString(), "5", "64", "64");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void childWhenTheSystemRefusesTheOpenFilesThenSaysWhatToWrite() {
		ChildOptions options = ChildOptions.command("sleep", "600")
			.limits(new LimitOptions(null, null, null, OFTEN, null, Integer.MAX_VALUE))
			.build();
		assertThatExceptionOfType(ChildException.class).isThrownBy(() -> this.intercom.check("worker", options))
			.withMessageContaining("limits.open-files '2147483647' was refused by the system. "
					+ "Write at most what 'ulimit -Hn' shows for the application.");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void usageWhenTheChildRunsThenIsThatOfItsWholeTree() throws Exception {
		Child child = child(ChildOptions.command("sh", "-c", HUNGRY), LimitOptions.NONE);
		assertThat(child.usage()).isEmpty();
		start(child);
		Eventually.await("two shells and a sleep use forty megabytes",
				() -> child.usage()
					.filter((usage) -> usage.residentSize() > 40 * MEGABYTE && usage.threads() == 3)
					.isPresent(),
				child::usage);
		ProcessUsage usage = child.usage().orElseThrow();
		assertThat(usage.openFiles()).as("three streams of each at least").isGreaterThanOrEqualTo(9);
		child.stop().get(60, TimeUnit.SECONDS);
		assertThat(child.usage()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void usageWhenAProcessBelowIsBusyThenItsProcessorTimeGrows() throws Exception {
		Child child = child(ChildOptions.command("sh", "-c", "sh -c 'while :; do :; done' & wait"), LimitOptions.NONE);
		start(child);
		Eventually.await("some time was used", () -> !cpuTime(child).isZero(), child::usage);
		Duration before = cpuTime(child);
		Eventually.await("more time was used", () -> cpuTime(child).compareTo(before) > 0, child::usage);
	}

	private static Duration cpuTime(Child child) {
		return child.usage().orElseThrow().cpuTime();
	}

}
