package org.intercom4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.process.OutputTail;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.programs.Asker;
import org.intercom4j.programs.Echo;
import org.intercom4j.programs.LastWords;
import org.intercom4j.programs.Stubborn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChildTests {

	private static final List<String> SMALL_JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
			"-Xshare:auto");

	private final Intercom intercom = Intercom.builder().build();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
		assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
	}

	@Test
	void emitWhenTheChildIsNotReadyYetThenArrivesLater() throws Exception {
		Child child = java(Echo.class);
		EventLog log = new EventLog(child);
		child.start();
		child.emit("say::hello", "world", List.of(1, 2));
		assertThat(log.await("echo")).containsExactly("say::hello", List.of("world", List.of(1, 2)));
		stop(child);
		log.await("close");
		assertThat(log.names()).containsExactly("say::hello", "start", "rpcready", "echo", "disconnect", "stop",
				"rpcexit", "disconnected", "exit", "close");
	}

	@Test
	void killWhenFromOutsideThenRestartsWithANewPid() throws Exception {
		Child child = java(Echo.class);
		EventLog log = new EventLog(child);
		child.start();
		log.await("rpcready");
		long pid = child.info().pid();
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		assertThat(log.await("exit")).containsExactly(null, "SIGKILL");
		log.await("rpcready", 2);
		ChildInfo info = child.info();
		assertThat(info.restarts()).isOne();
		assertThat(info.pid()).isNotEqualTo(pid);
		assertThat(info.state()).isEqualTo(ChildState.RUNNING);
		CrashReport report = child.lastCrash().orElseThrow();
		assertThat(report.pid()).isEqualTo(pid);
		assertThat(report.summary()).contains("by signal SIGKILL", "restart because the process has ended");
	}

	@Test
	void exitWhenTheChildSpeaksToTheLastThenComesAfterAllItSaid() throws Exception {
		int count = 5000;
		Child child = this.intercom.child("words",
				ChildOptions.builder(LastWords.class.getName()).options(List.of("" + count)).max(1).build());
		EventLog log = new EventLog(child);
		child.start();
		assertThat(log.await("close")).containsExactly(false, 7, null);
		assertThat(log.all("word"))
			.containsExactlyElementsOf(IntStream.range(0, count).mapToObj(List::<Object>of).toList());
		assertThat(log.await("stdout")).containsExactly("a last line without its end");
		assertThat(log.names()).contains("rpcexit", "disconnected").endsWith("exit", "close");
		assertThat(child.output()).extracting(OutputTail.Line::text).containsExactly("a last line without its end");
	}

	@Test
	void callbacksWhenGivenThenCrossBothWays() throws Exception {
		Child child = java(Asker.class);
		EventLog log = new EventLog(child);
		child.on("question", (event) -> ((RemoteFunction) event.argument(1)).call("Echo"));
		child.start();
		assertThat(log.await("heard")).containsExactly("Echo");
		CompletableFuture<Integer> squared = new CompletableFuture<>();
		Callback answer = (args) -> squared.complete(args.get(0, Integer.class));
		child.emit("square", 12, answer);
		assertThat(squared.get(60, TimeUnit.SECONDS)).isEqualTo(144);
	}

	@Test
	void callbacksWhenTheChildDiesThenAreTold() throws Exception {
		Child child = java(Echo.class);
		EventLog log = new EventLog(child);
		child.start();
		log.await("rpcready");
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		child.emit("never::answered", new ClosedCallback(told));
		ProcessHandle.of(child.info().pid()).orElseThrow().destroyForcibly();
		assertThat(told.get(60, TimeUnit.SECONDS)).hasMessageContaining("session");
	}

	@Test
	void stopWhenTheChildIgnoresEverythingThenIsBounded() throws Exception {
		Child child = this.intercom.child("stubborn",
				ChildOptions.builder(Stubborn.class.getName())
					.stop(new StopTimeouts(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(30)))
					.build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("awake");
		stop(child);
		assertThat(log.await("exit")).containsExactly(null, "SIGKILL");
	}

	@Test
	void stopWhenACommandHasForkedThenEndsTheWholeTree() throws Exception {
		Child child = this.intercom.child("tree",
				ChildOptions.command("sh", "-c", "(sleep 1000 & sleep 1000 & echo $!; wait) & echo $!; wait").build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("stdout", 2);
		List<ProcessHandle> pids = log.all("stdout")
			.stream()
			.map((line) -> ProcessHandle.of(Long.parseLong((String) line.get(0))))
			.flatMap(Optional::stream)
			.toList();
		assertThat(pids).hasSize(2);
		stop(child);
		for (ProcessHandle pid : pids) {
			pid.onExit().get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void stopWhenAListenerBlocksThenEndsTheProcess() throws Exception {
		Child child = java(Echo.class);
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		child.on("rpcready", (event) -> {
			blocked.countDown();
			release.await();
		});
		child.start();
		blocked.await();
		ProcessHandle process = ProcessHandle.of(child.info().pid()).orElseThrow();
		ChildInfo info = child.stop().get(60, TimeUnit.SECONDS);
		assertThat(info.state()).isEqualTo(ChildState.STOPPED);
		assertThat(process.isAlive()).isFalse();
		release.countDown();
	}

	@Test
	void restartWhenAListenerWaitsForItThenDoesNotDeadlock() throws Exception {
		Child child = java(Echo.class);
		CompletableFuture<ChildInfo> restarted = new CompletableFuture<>();
		child.once("rpcready", (event) -> restarted.complete(child.restart().get(60, TimeUnit.SECONDS)));
		child.start();
		assertThat(restarted.get(60, TimeUnit.SECONDS).incarnation()).isEqualTo(2);
	}

	@Test
	void errorWhenAListenerFailsThenIsReportedAndTheNextEventComes() throws Exception {
		Child child = java(Echo.class);
		EventLog log = new EventLog(child);
		child.once("echo", (event) -> {
			throw new IllegalStateException("on purpose");
		});
		child.start();
		child.emit("say::one");
		child.emit("say::two");
		log.await("echo", 2);
		assertThat(log.await("error")).element(0).isEqualTo("Local RPC Session error occured!");
		assertThat(log.await("error").get(1)).hasToString("java.lang.IllegalStateException: on purpose");
	}

	@Test
	void emitWhenTheQueueIsFullThenFails() {
		Child child = this.intercom.child("waiting",
				ChildOptions.builder(Echo.class.getName()).queueCapacity(2).build());
		child.emit("one");
		child.emit("two");
		assertThatIllegalStateException().isThrownBy(() -> child.emit("three"))
			.withMessage(
					"Child 'waiting': the event was not sent, because the queue of events that wait for the channel "
							+ "is full (2)");
		assertThat(child.info().queued()).isEqualTo(2);
	}

	@Test
	void emitWhenStoppedThenFailsAndDroppedEventsAreCounted() throws Exception {
		Child child = this.intercom.child("silent", ChildOptions.command("sleep", "1000").build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("start");
		child.emit("lost");
		stop(child);
		assertThat(log.await("warn"))
			.containsExactly("1 event could not be delivered, because the child is down: it was stopped");
		assertThatIllegalStateException().isThrownBy(() -> child.emit("late"))
			.withMessageContaining("the child is down");
		assertThat(log.names()).doesNotContain("late");
	}

	@Test
	void startWhenThereIsNoScriptThenTellsWhatToDo() throws Exception {
		Child child = this.intercom.child("missing",
				ChildOptions.builder("no/such/script.py").minUptime(Duration.ZERO).build());
		EventLog log = new EventLog(child);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> child.start().get(60, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOfSatisfying(ChildException.class, (failure) -> {
				assertThat(failure.option()).isEqualTo("script");
				assertThat(failure)
					.hasMessage("Child 'missing': script 'no/such/script.py' does not exist: there is no file "
							+ Path.of("no/such/script.py").toAbsolutePath() + ". " + failure.action());
			});
		assertThat(log.await("error").get(0)).hasToString("java.lang.IllegalStateException: Forking Error!");
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
	}

	@Test
	void startWhenThereIsNoProgramThenTellsWhatToDo() {
		Child child = this.intercom.child("missing", ChildOptions.command("no-such-program").build());
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> child.start().get(60, TimeUnit.SECONDS))
			.withMessageContaining("Child 'missing': command 'no-such-program' was not found in PATH")
			.withMessageContaining("Install the program, or give its whole path.");
	}

	@Test
	void childWhenTheNameIsTakenThenIsRefused() {
		this.intercom.child("one", ChildOptions.command("true").build());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.intercom.child("one", ChildOptions.command("true").build()))
			.withMessage("'name' must be unique but there is a child 'one'");
	}

	private Child java(Class<?> program) {
		return this.intercom.child(program.getSimpleName(),
				ChildOptions.builder(program.getName()).execArgv(SMALL_JVM).minUptime(Duration.ZERO).build());
	}

	private static void stop(Child child) throws Exception {
		child.stop().get(60, TimeUnit.SECONDS);
	}

}
