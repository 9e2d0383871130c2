package org.intercom4j;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.process.StopSignal;
import org.intercom4j.process.StopTimeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledOnOs(OS.LINUX)
class ChildStopTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration SHORT = Duration.ofMillis(200);

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
	}

	private Child started(String script, StopTimeouts stop) throws Exception {
		Child child = this.intercom.child("stopped", ChildOptions.command("sh", "-c", script).stop(stop).build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("stdout");
		return child;
	}

	private static LastExit stopped(Child child) throws Exception {
		return child.stop().get(60, TimeUnit.SECONDS).lastExit();
	}

	@ParameterizedTest
	@EnumSource
	void stopWhenASignalIsChosenThenTheWholeTreeGetsIt(StopSignal signal) throws Exception {
		Assumptions.assumeFalse(LiveProcess.ignores(signal.name()),
				() -> "skipped, because whoever started this JVM lets it and its children ignore SIG" + signal);
		String others = "TERM INT HUP QUIT USR1 USR2".replace(signal.name(), "");
		String trap = "trap '' %s; trap 'exit %d' %s; ".formatted(others, 40 + signal.ordinal(), signal);
		Child child = started(
				trap + "sh -c \"" + trap + "while :; do sleep 0.05; done\" & echo up; "
						+ "while :; do sleep 0.05; done",
				new StopTimeouts(Duration.ZERO, Duration.ZERO, LONG, LONG, signal));
		assertThat(stopped(child).code()).isEqualTo(40 + signal.ordinal());
	}

	@Test
	void stopWhenTheProcessStandsStillThenItEndsInTime() throws Exception {
		Child child = started("echo up; kill -s STOP $$; sleep 1000", new StopTimeouts(Duration.ZERO, SHORT, LONG));
		Eventually.await("it stands still", () -> LiveProcess.standsStill(child.info().pid()));
		assertThat(stopped(child).signal()).isEqualTo("SIGKILL");
	}

	@Test
	void stopWhenTheTreeIsDeafThenAllOfItIsKilled() throws Exception {
		Child child = started("trap '' TERM; (trap '' TERM; sleep 1000) & echo $!; wait",
				new StopTimeouts(Duration.ZERO, SHORT, LONG));
		long below = Long.parseLong(child.output().get(0).text());
		assertThat(stopped(child).signal()).isEqualTo("SIGKILL");
		assertThat(LiveProcess.runs(below)).as("the process below").isFalse();
	}

	@Test
	void restartWhenTheOldTreeIsDeafThenTheNewProcessComesAfterIt() throws Exception {
		Child child = started("trap '' TERM; (trap '' TERM; sleep 1000) & echo $!; wait",
				new StopTimeouts(Duration.ZERO, SHORT, LONG));
		long below = Long.parseLong(child.output().get(0).text());
		CompletableFuture<Boolean> left = new CompletableFuture<>();
		child.once("restart", (event) -> left.complete(LiveProcess.runs(below)));
		child.restart();
		assertThat(left.get(60, TimeUnit.SECONDS)).as("a process of the old tree is left").isFalse();
	}

}
