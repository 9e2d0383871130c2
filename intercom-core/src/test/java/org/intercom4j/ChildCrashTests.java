package org.intercom4j;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.programs.Echo;
import org.intercom4j.programs.Hungry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is reported when processes end.
 */
@DisabledOnOs(OS.WINDOWS)
class ChildCrashTests {

	private final List<String> logged = LoggedLines.list();

	private final LoggedLines log = LoggedLines.collect(Child.class.getName(), this.logged);

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
		this.log.close();
	}

	@Test
	void crashesWhenThereWereManyThenAreTheLastTenNewestFirst() throws Exception {
		Child child = shell("exit 3", 12);
		runToTheEnd(child);
		assertThat(child.crashes()).extracting(CrashReport::incarnation)
			.containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3);
		assertThat(child.crashes().get(0)).isEqualTo(child.lastCrash().orElseThrow());
		assertThat(child.crashes()).extracting(CrashReport::decision).startsWith("give up", "restart").hasSize(10);
	}

	@Test
	void reportWhenCallbacksWaitThenCountsThemWithoutMethods() throws Exception {
		Child child = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).max(1).build());
		EventLog events = new EventLog(child);
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		child.start();
		child.emit("never::answered", new ClosedCallback(told), new ClosedCallback(new CompletableFuture<>()));
		child.emit("halt::now", 4);
		events.await("close");
		told.get(60, TimeUnit.SECONDS);
		CrashReport report = child.lastCrash().orElseThrow();
		assertThat(report.pendingCalls()).isEqualTo(2);
		assertThat(report.summary()).contains("ended with code 4", " Pending calls: 2.");
	}

	@Test
	void reportWhenAJvmHasNoMemoryLeftThenQuotesWhatItWrote() throws Exception {
		Child child = this.intercom.child("hungry",
				ChildOptions.builder(Hungry.class.getName()).execArgv(List.of("-Xmx16m")).max(1).build());
		runToTheEnd(child);
		CrashReport report = child.lastCrash().orElseThrow();
		assertThat(report.code()).isOne();
		assertThat(report.outOfMemory()).startsWith("it wrote '").contains("java.lang.OutOfMemoryError");
		assertThat(report.hint()).contains("-Xmx");
	}

	@Test
	void reportWhenMemoryWasShortInAnEarlierRunThenDoesNotBlameIt(@TempDir Path directory) throws Exception {
		Child child = this.intercom.child("crash",
				ChildOptions.command("sh", "-c", "test -e second || { touch second; echo MemoryError >&2; }; exit 3")
					.cwd(directory)
					.max(2)
					.build());
		runToTheEnd(child);
		assertThat(child.crashes()).extracting(CrashReport::outOfMemory)
			.containsExactly(null, "it wrote 'MemoryError'");
	}

	@Test
	void reportWhenKilledFromOutsideThenHintTellsWhoSendsSuchASignal() throws Exception {
		Child child = shell("kill -9 $$", 1);
		runToTheEnd(child);
		CrashReport report = child.lastCrash().orElseThrow();
		assertThat(report.signal()).isEqualTo("SIGKILL");
		assertThat(report.hint()).startsWith("Code 137 (SIGKILL)").doesNotContain("this application");
	}

	@Test
	void logWhenNobodyAskedForTheEndThenHasTheReportInOneWarning() throws Exception {
		Child child = shell("echo first >&2; echo second >&2; exit 3", 2);
		runToTheEnd(child);
		assertThat(this.logged).filteredOn((line) -> line.startsWith("WARN"))
			.containsExactly("WARN " + child.crashes().get(1).summary());
		assertThat(this.logged).filteredOn((line) -> line.startsWith("ERROR"))
			.containsExactly("ERROR " + child.crashes().get(0).summary());
		assertThat(child.crashes().get(1).summary()).contains("restart because the process has ended.")
			.endsWith("Last lines of stderr: first | second");
	}

	@Test
	void stopWhenItWasAskedForThenIsNoCrash() throws Exception {
		Child child = shell("exec sleep 600", 5);
		child.start().get(60, TimeUnit.SECONDS);
		child.restart().get(60, TimeUnit.SECONDS);
		child.stop().get(60, TimeUnit.SECONDS);
		assertThat(child.crashes()).isEmpty();
		assertThat(child.lastCrash().orElseThrow().decision()).isEqualTo("stop");
		assertThat(this.logged).allMatch((line) -> line.startsWith("INFO"));
		assertThat(this.logged).filteredOn((line) -> line.endsWith("as it was asked to")).hasSize(2);
	}

	@Test
	void crashesWhenTheProgramIsMissingThenHaveTheFailedStart() throws Exception {
		Child child = this.intercom.child("missing", ChildOptions.command("no-such-program").build());
		child.start().handle((info, failure) -> failure).get(60, TimeUnit.SECONDS);
		assertThat(child.lastCrash()).isEmpty();
		assertThat(child.crashes()).singleElement().satisfies((report) -> {
			assertThat(report.pid()).isNull();
			assertThat(report.incarnation()).isOne();
			assertThat(report.reason()).startsWith("command 'no-such-program' was not found in PATH");
			assertThat(report.hint()).startsWith("Install the program");
		});
	}

	private Child shell(String script, int max) {
		return this.intercom.child("crash", ChildOptions.command("sh", "-c", script).max(max).build());
	}

	private static void runToTheEnd(Child child) throws Exception {
		EventLog events = new EventLog(child);
		child.start();
		events.await("close");
	}

}
