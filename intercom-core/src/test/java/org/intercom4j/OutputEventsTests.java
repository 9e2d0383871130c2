package org.intercom4j;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.intercom4j.process.OutputSource;
import org.intercom4j.process.OutputTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputEventsTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final SupervisedChild child = (SupervisedChild) this.intercom.child("writer",
			ChildOptions.command("true").silent(true).build());

	private final OutputTail tail = new OutputTail(3);

	private final OutputTail stderr = new OutputTail(3);

	private final ConcurrentLinkedQueue<ChildEvent> observed = new ConcurrentLinkedQueue<>();

	private final OutputEvents output = new OutputEvents(this.child, this.tail, this.stderr, this.observed::add);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.intercom.close();
	}

	@Test
	void lineWhenItComesThenIsEventAndKept() throws Exception {
		EventLog log = new EventLog(this.child);
		this.output.line(OutputSource.STDOUT, "good");
		this.output.line(OutputSource.STDERR, "bad");
		assertThat(log.await("stdout")).containsExactly("good");
		assertThat(log.await("stderr")).containsExactly("bad");
		assertThat(this.tail.lines()).extracting(OutputTail.Line::text).containsExactly("good", "bad");
		assertThat(this.stderr.lines()).extracting(OutputTail.Line::text).containsExactly("bad");
		Eventually.await("both are observed", () -> this.observed.size() == 2);
		assertThat(this.observed).containsExactly(new ChildStdoutEvent("writer", "good"),
				new ChildStderrEvent("writer", "bad"));
	}

	@Test
	void lineWhenListenersAreSlowThenDoesNotWaitAndCountsWhatIsLost() throws Exception {
		EventLog log = new EventLog(this.child);
		CountDownLatch blocked = new CountDownLatch(1);
		this.child.once("stdout", (event) -> {
			blocked.countDown();
			this.release.await();
		});
		this.output.line(OutputSource.STDOUT, "first");
		blocked.await();
		int count = 40;
		String megabyte = "x".repeat(1 << 20);
		for (int i = 0; i < count; i++) {
			this.output.line(OutputSource.STDOUT, megabyte);
		}
		this.release.countDown();
		String warning = (String) log.await("warn").get(0);
		assertThat(warning).matches("\\d+ lines of output were not delivered, listeners are too slow");
		int lost = Integer.parseInt(warning.split(" ")[0]);
		assertThat(lost).isEqualTo(25);
		log.await("stdout", 1 + count - lost);
		assertThat(log.all("stdout")).hasSize(1 + count - lost);
	}

	@Test
	void lineWhenMillionsOfEmptyOnesComeThenTheirMemoryIsBounded() throws Exception {
		EventLog log = new EventLog(this.child);
		CountDownLatch blocked = new CountDownLatch(1);
		this.child.once("stdout", (event) -> {
			blocked.countDown();
			this.release.await();
		});
		this.output.line(OutputSource.STDOUT, "first");
		blocked.await();
		int count = 1_000_000;
		for (int i = 0; i < count; i++) {
			this.output.line(OutputSource.STDOUT, "");
		}
		this.release.countDown();
		int lost = Integer.parseInt(((String) log.await("warn").get(0)).split(" ")[0]);
		assertThat(count - lost).as("lines that waited").isLessThan(200_000);
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

}
