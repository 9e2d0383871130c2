package org.intercom4j;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.intercom4j.process.OutputTail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A child never waits for somebody to take its output.
 */
@DisabledOnOs(OS.WINDOWS)
class OutputDrainTests {

	private static final int COUNT = 500_000;

	private static final String LOGGER = "org.intercom4j.child.printer";

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.intercom.close();
	}

	@Test
	void childWhenTheLogStandsStillThenEndsAndIsHeard() throws Exception {
		AtomicLong lines = new AtomicLong();
		try (LoggedLines log = new LoggedLines(LOGGER, (event) -> {
			awaitRelease();
			lines.incrementAndGet();
		})) {
			Child child = printer(OutputOptions.DEFAULT);
			EventLog events = new EventLog(child);
			child.start();
			assertThat(events.await("exit")).containsExactly(0, null);
			assertThat(lines).hasValue(0);
			this.release.countDown();
			Eventually.await("each line is logged or counted",
					() -> lines.get() + lost(events, "the log is too slow") == COUNT, events::names);
			assertThat(lost(events, "the log is too slow")).isPositive();
		}
	}

	@Test
	void childWhenAListenerBlocksThenEndsAndWhatIsLostIsCounted() throws Exception {
		AtomicLong heard = new AtomicLong();
		try (LoggedLines log = new LoggedLines(LOGGER, (event) -> {
		})) {
			Child child = printer(OutputOptions.DEFAULT);
			child.on("stdout", (event) -> {
				this.release.await();
				heard.incrementAndGet();
			});
			EventLog events = new EventLog(child);
			child.start();
			Eventually.await("the child is down", () -> child.state() == ChildState.GIVEN_UP, child::state);
			assertThat(heard).hasValue(0);
			this.release.countDown();
			events.await("close");
			long lost = lost(events, "listeners are too slow");
			assertThat(lost).isPositive();
			assertThat(heard).hasValue(COUNT - lost);
			assertThat(events.names()).endsWith("warn", "exit", "close");
		}
	}

	@Test
	void childWhenLinesPerSecondAreLimitedThenEachLineIsHeardOrCounted() throws Exception {
		List<String> logged = LoggedLines.list();
		try (LoggedLines log = LoggedLines.collect(LOGGER, logged)) {
			Child child = printer(OutputOptions.builder().maxLinesPerSecond(10).lastLines(3).build());
			EventLog events = new EventLog(child);
			long begin = System.nanoTime();
			child.start();
			events.await("close");
			long seconds = 2 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
			List<Object> heard = events.all("stdout").stream().map((event) -> event.get(0)).toList();
			assertThat(heard.size() + lost(events, "stdout is limited to 10 lines per second")).isEqualTo(COUNT);
			assertThat(heard).startsWith("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
			assertThat(heard).hasSizeLessThanOrEqualTo((int) (10 * seconds));
			assertThat(logged).extracting((line) -> line.substring("INFO ".length())).isEqualTo(heard);
			assertThat(child.output()).extracting(OutputTail.Line::text)
				.containsExactly("" + (COUNT - 2), "" + (COUNT - 1), "" + COUNT);
		}
	}

	private Child printer(OutputOptions output) {
		return this.intercom.child("printer",
				ChildOptions.command("seq", "1", "" + COUNT).max(1).output(output).build());
	}

	/** What the warnings of this reason told so far. */
	private static long lost(EventLog events, String reason) {
		Pattern pattern = Pattern.compile("(\\d+) lines? (?:was|were) dropped: " + Pattern.quote(reason));
		return events.all("warn")
			.stream()
			.map((warning) -> pattern.matcher((String) warning.get(0)))
			.filter(Matcher::matches)
			.mapToLong((matcher) -> Long.parseLong(matcher.group(1)))
			.sum();
	}

	private void awaitRelease() {
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError("Interrupted", ex);
		}
	}

}
