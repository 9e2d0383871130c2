package org.intercom4j;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.process.OutputSource;
import org.intercom4j.process.OutputTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputEventsTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final SupervisedChild child = (SupervisedChild) this.intercom.child("writer",
			ChildOptions.command("true").silent(true).build());

	private final LastLines lastLines = new LastLines(3);

	private final ConcurrentLinkedQueue<ChildEvent> observed = new ConcurrentLinkedQueue<>();

	private final OutputEvents output = new OutputEvents(this.child, this.lastLines,
			new ChildReadiness(this.child, this.child.runtime()), this.observed::add);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.intercom.close();
	}

	@Test
	void lineWhenItComesThenIsEventAndKept() throws Exception {
		EventLog log = new EventLog(this.child);
		line(OutputSource.STDOUT, "good");
		line(OutputSource.STDERR, "bad");
		assertThat(log.await("stdout")).containsExactly("good");
		assertThat(log.await("stderr")).containsExactly("bad");
		assertThat(this.lastLines.all()).extracting(OutputTail.Line::text).containsExactly("good", "bad");
		assertThat(this.lastLines.stderr()).containsExactly("bad");
		Eventually.await("both are observed", () -> this.observed.size() == 2);
		assertThat(this.observed).containsExactly(new ChildStdoutEvent("writer", "good"),
				new ChildStderrEvent("writer", "bad"));
	}

	@Test
	void loggedWhenLinesWereNotHandedOverThenAreHeard() throws Exception {
		EventLog log = new EventLog(this.child);
		this.output.line(OutputSource.STDOUT, "the reader was interrupted after this");
		this.output.logged().get(60, TimeUnit.SECONDS);
		assertThat(log.await("stdout")).containsExactly("the reader was interrupted after this");
	}

	@Test
	void lineWhenListenersAreSlowThenDoesNotWaitAndCountsWhatIsLost() throws Exception {
		EventLog log = new EventLog(this.child);
		CountDownLatch blocked = new CountDownLatch(1);
		this.child.once("stdout", (event) -> {
			blocked.countDown();
			this.release.await();
		});
		line(OutputSource.STDOUT, "first");
		blocked.await();
		int count = 40;
		String megabyte = "x".repeat(1 << 20);
		for (int i = 0; i < count; i++) {
			line(OutputSource.STDOUT, megabyte);
		}
		this.release.countDown();
		assertThat(lostOf(1 + count, log)).isEqualTo(25);
	}

	@Test
	void lineWhenMillionsOfEmptyOnesComeThenTheirMemoryIsBounded() throws Exception {
		EventLog log = new EventLog(this.child);
		CountDownLatch blocked = new CountDownLatch(1);
		this.child.once("stdout", (event) -> {
			blocked.countDown();
			this.release.await();
		});
		line(OutputSource.STDOUT, "first");
		blocked.await();
		int count = 1_000_000;
		for (int i = 0; i < count; i++) {
			line(OutputSource.STDOUT, "");
		}
		this.release.countDown();
		assertThat(1 + count - lostOf(1 + count, log)).as("lines that waited").isLessThan(200_000);
	}

	@Test
	void reportWhenARunWroteNothingThenHasNoLinesOfTheRunBefore() throws Exception {
		Child twice = this.intercom.child("twice",
				ChildOptions.command("sh", "-c", "test -n \"$(ls -A .)\" || { echo why >&2; touch first; }; exit 3")
					.cwd(Files.createTempDirectory("intercom-test"))
					.max(2)
					.build());
		List<CrashReport> reports = new CopyOnWriteArrayList<>();
		twice.onEvent((event) -> {
			if (event instanceof ChildExitEvent exit) {
				reports.add(exit.report());
			}
		});
		EventLog log = new EventLog(twice);
		twice.start();
		log.await("close");
		Eventually.await("both ends are observed", () -> reports.size() == 2);
		assertThat(reports).extracting(CrashReport::lastStderr).containsExactly(List.of("why"), List.of());
	}

	/** Waits until each line was heard or counted, and gives the number of the latter. */
	private static int lostOf(int count, EventLog log) {
		Eventually.await("each line is heard or counted", () -> log.all("stdout").size() + lost(log) == count,
				() -> lost(log) + " are counted");
		return lost(log);
	}

	private static int lost(EventLog log) {
		return log.all("warn").stream().map((warning) -> (String) warning.get(0)).mapToInt((warning) -> {
			assertThat(warning).endsWith("dropped: listeners are too slow");
			return Integer.parseInt(warning.split(" ")[0]);
		}).sum();
	}

	private void line(OutputSource source, String line) {
		this.output.line(source, line);
		this.output.pause(source);
	}

}
