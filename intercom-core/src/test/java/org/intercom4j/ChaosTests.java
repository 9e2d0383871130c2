package org.intercom4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import org.intercom4j.programs.ChaosOwner;
import org.intercom4j.runtime.ForeignProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once, for as long as {@code -Dintercom.chaos.seconds} says: processes are
 * killed, halted and continued, disks are full, trees are deaf, applications die. After
 * each round nothing may be left, and no event may be missing.
 */
@EnabledOnOs(OS.LINUX)
class ChaosTests {

	private static final long SECONDS = Long.getLong("intercom.chaos.seconds", 10);

	private static final int STEPS = 250;

	private static final int MOST_STARTS = 40;

	private final long seed = Long.getLong("intercom.random.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final List<String> scripts = List.of("acknowledger.js", "acknowledger.py");

	private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / 2;

	@BeforeEach
	void requireInterpreters() {
		ForeignProgram.require("node");
		ForeignProgram.require("python3");
	}

	@Test
	void childrenWhenAnythingIsDoneToThemThenNothingIsLeftAndNoEventIsMissing() throws Exception {
		round(0);
		Resources before = Resources.now();
		for (int round = 1; round == 1 || System.nanoTime() < this.end; round++) {
			round(round);
			before.awaitReturn();
			Eventually.await("no zombie is left", () -> zombies().isEmpty(), ChaosTests::zombies);
		}
	}

	private void round(int number) throws Exception {
		long own = (number == 0) ? this.seed : this.random.nextLong();
		System.out.printf("chaos, round %d: -Dintercom.random.seed=%d%n", number, own);
		FileAppender<ILoggingEvent> full = fullDisk();
		try {
			System.out.printf("chaos, round %d: %s%n", number,
					new ChaosRound(new Random(own), this.scripts).run(STEPS));
		}
		finally {
			logger().detachAppender(full);
			full.stop();
		}
	}

	/** A log on a disk that is full; the other lines of children are kept away. */
	private static FileAppender<ILoggingEvent> fullDisk() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(context);
		encoder.setPattern("%m%n");
		encoder.start();
		FileAppender<ILoggingEvent> appender = new FileAppender<>();
		appender.setContext(context);
		appender.setFile("/dev/full");
		appender.setEncoder(encoder);
		appender.start();
		logger().setAdditive(false);
		logger().addAppender(appender);
		return appender;
	}

	private static ch.qos.logback.classic.Logger logger() {
		return (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("org.intercom4j");
	}

	private static List<Long> zombies() {
		return ProcessHandle.current()
			.children()
			.filter((process) -> process.isAlive() && !LiveProcess.runs(process))
			.map(ProcessHandle::pid)
			.toList();
	}

	@Test
	void applicationWhenKilledAtAnyTimeThenNothingIsLeft() throws Exception {
		System.out.println("chaos, applications: -Dintercom.random.seed=" + this.seed);
		int rounds = 0;
		do {
			String mark = "INTERCOM_CHAOS=" + UUID.randomUUID();
			kill(mark, this.random.nextInt(MOST_STARTS));
			Eventually.await("no process is left", () -> marked(mark).isEmpty(), () -> marked(mark));
			rounds++;
		}
		while (System.nanoTime() < this.end);
		System.out.printf("chaos, applications: %d killed%n", rounds);
	}

	private void kill(String mark, int starts) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), ChaosOwner.class.getName()));
		command.addAll(this.scripts);
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().put(mark.substring(0, mark.indexOf('=')), mark.substring(mark.indexOf('=') + 1));
		Process owner = builder.start();
		try (BufferedReader out = owner.inputReader()) {
			int seen = 0;
			for (String line = out.readLine(); line != null && seen < starts; line = out.readLine()) {
				seen += line.equals("started") ? 1 : 0;
			}
			assertThat(owner.isAlive()).as("the application runs").isTrue();
			assertThat(owner.waitFor(this.random.nextInt(30), TimeUnit.MILLISECONDS)).isFalse();
		}
		finally {
			owner.destroyForcibly().waitFor();
		}
	}

	private static List<String> marked(String mark) {
		try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
			return processes.filter((process) -> process.getFileName().toString().matches("[0-9]+"))
				.filter((process) -> read(process.resolve("environ")).contains(mark))
				.map((process) -> process.getFileName() + " " + read(process.resolve("cmdline")).replace('\0', ' '))
				.toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file, StandardCharsets.ISO_8859_1);
		}
		catch (IOException ex) {
			return ""; // ended meanwhile
		}
	}

}
