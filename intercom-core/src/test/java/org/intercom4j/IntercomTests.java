package org.intercom4j;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.intercom4j.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class IntercomTests {

	private static final ChildOptions SLEEP = ChildOptions.command("sleep", "1000").build();

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void close() {
		this.intercom.close();
	}

	@Test
	void childrenWhenAskedThenAreInTheOrderOfCreationAndACopy() {
		Child b = this.intercom.child("b", SLEEP);
		var before = this.intercom.children();
		Child a = this.intercom.child("a", SLEEP);
		assertThat(before).containsOnlyKeys("b");
		assertThat(this.intercom.children().values()).containsExactly(b, a);
		assertThat(a).hasToString("Child 'a' (NEW)");
	}

	@Test
	void childWhenTheNameIsEmptyThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.intercom.child(" ", SLEEP))
			.withMessage("'name' must not be empty");
	}

	@Test
	void stopAllWhenManyRunThenStopsThemAtTheSameTime() throws Exception {
		int count = 8;
		CyclicBarrier all = new CyclicBarrier(count);
		List<Child> children = IntStream.range(0, count).mapToObj((i) -> this.intercom.child("c" + i, SLEEP)).toList();
		for (Child child : children) {
			// Nobody gets past before all are being stopped.
			child.on("stop", (event) -> all.await(60, TimeUnit.SECONDS));
			child.start().get(60, TimeUnit.SECONDS);
		}
		this.intercom.stopAll().get(60, TimeUnit.SECONDS);
		assertThat(children).extracting(Child::state).containsOnly(ChildState.STOPPED);
		for (Child child : children) {
			CompletableFuture<Void> heard = new CompletableFuture<>();
			((SupervisedChild) child).bus().lane().execute(() -> heard.complete(null));
			heard.get(60, TimeUnit.SECONDS);
		}
		assertThat(all.isBroken()).isFalse();
	}

	@Test
	void stopAllWhenNothingRunsThenCompletes() throws Exception {
		Child child = this.intercom.child("idle", SLEEP);
		EventLog log = new EventLog(child);
		this.intercom.stopAll().get(60, TimeUnit.SECONDS);
		assertThat(log.names()).isEmpty();
	}

	@Test
	void closeWhenChildrenRunThenEndsProcessesAndThreads() throws Exception {
		Set<Thread> before = threads();
		Intercom closing = Intercom.builder().build();
		Child echo = closing.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		EventLog log = new EventLog(echo);
		ProcessHandle sleep = handle(closing.child("sleep", SLEEP).start().get(60, TimeUnit.SECONDS));
		ProcessHandle java = handle(echo.start().get(60, TimeUnit.SECONDS));
		log.await("rpcready");
		closing.close();
		closing.close();
		assertThat(sleep.isAlive()).isFalse();
		assertThat(java.isAlive()).isFalse();
		log.await("close");
		Eventually.await("the threads end", () -> before.containsAll(threads()), IntercomTests::threads);
	}

	@Test
	void startWhenClosedThenFailsAndSaysSo() throws Exception {
		Child child = this.intercom.child("late", SLEEP);
		EventLog log = new EventLog(child);
		this.intercom.close();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> child.start().get(60, TimeUnit.SECONDS))
			.withMessageContaining("Child 'late': The Intercom that it belongs to is closed");
		log.await("error");
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
		assertThat(child.stop()).failsWithin(60, TimeUnit.SECONDS);
		assertThat(child.restart()).failsWithin(60, TimeUnit.SECONDS);
		assertThatIllegalStateException().isThrownBy(() -> this.intercom.child("new", SLEEP))
			.withMessage("The Intercom is closed");
	}

	@Test
	void closeWhenAChildRestartsInALoopThenEndsIt() throws Exception {
		Child child = this.intercom.child("loop",
				ChildOptions.command("sh", "-c", "exit 3").minUptime(Duration.ZERO).build());
		EventLog log = new EventLog(child);
		child.start();
		log.await("restart", 5);
		this.intercom.close();
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	void closeWhenCalledByAListenerThenDoesNotDeadlock() throws Exception {
		Child child = this.intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		CountDownLatch closed = new CountDownLatch(1);
		child.once("rpcready", (event) -> {
			this.intercom.close();
			closed.countDown();
		});
		child.start();
		assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(child.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	void checkWhenTheScriptIsMissingThenFails() {
		assertThatExceptionOfType(ChildException.class)
			.isThrownBy(() -> this.intercom.check("x", ChildOptions.builder("no/such.js").build()))
			.withMessageStartingWith("Child 'x': script 'no/such.js' does not exist");
		assertThatNoException().isThrownBy(() -> this.intercom.check("x", SLEEP));
	}

	@Test
	void sharedWhenAskedTwiceThenIsTheSameAndANameMayComeTwice() {
		assertThat(Intercom.shared()).isSameAs(Intercom.shared());
		Child one = Child.create("same", SLEEP);
		Child two = Child.create("same", SLEEP);
		assertThat(one.name()).isEqualTo(two.name());
		assertThat(Intercom.shared().children().values()).contains(one, two);
	}

	private static ProcessHandle handle(ChildInfo info) {
		return ProcessHandle.of(info.pid()).orElseThrow();
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("intercom-"))
			.collect(Collectors.toSet());
	}

}
