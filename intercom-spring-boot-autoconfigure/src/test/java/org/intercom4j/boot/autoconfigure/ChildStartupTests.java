package org.intercom4j.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.Intercom;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.intercom4j.boot.context.IntercomLifecycle;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the start of the application does by itself and what it leaves to the background,
 * where processes are created by threads that are held back here.
 */
class ChildStartupTests {

	private final CountDownLatch gate = new CountDownLatch(1);

	private final Intercom intercom = Intercom.builder().shutdownHook(false).listenerThreads(this::held).build();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, IntercomAutoConfiguration.class))
		.withBean(Intercom.class, () -> this.intercom)
		.withBean(EventRecorder.class)
		.withPropertyValues("intercom.children.one.command=sleep,600", "intercom.children.two.command=sleep,600");

	private Thread held(Runnable target) {
		Thread thread = new Thread(() -> {
			try {
				this.gate.await();
				target.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		thread.setDaemon(true);
		return thread;
	}

	private Child child(String name) {
		return this.intercom.children().get(name);
	}

	@Test
	void startWhenNoProcessCanBeCreatedYetThenDoesNotWaitForIt() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(child("one").state()).isEqualTo(ChildState.STARTING);
			assertThat(child("two").state()).isEqualTo(ChildState.STARTING);
			this.gate.countDown();
			assertThat(Processes.of(child("one")).isAlive()).isTrue();
			assertThat(Processes.of(child("two")).isAlive()).isTrue();
		});
	}

	@Test
	void contextWhenStoppedWhileChildrenStartThenNothingIsLeft() {
		this.runner.run((context) -> {
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			context.getBean(IntercomLifecycle.class).stop(() -> stopped.complete(null));
			this.gate.countDown();
			stopped.get(60, TimeUnit.SECONDS);
			assertThat(child("one").state()).isEqualTo(ChildState.STOPPED);
			assertThat(child("two").state()).isEqualTo(ChildState.STOPPED);
			assertThat(context.getBean(EventRecorder.class).events())
				.noneMatch((event) -> event instanceof ChildStartEvent start
						&& ProcessHandle.of(start.info().pid()).isPresent());
		});
	}

	@Test
	void contextWhenStoppedWhileChildrenStartThenTheyAreStartedWithTheNextStart() {
		this.runner.run((context) -> {
			CompletableFuture<Void> stopped = new CompletableFuture<>();
			IntercomLifecycle lifecycle = context.getBean(IntercomLifecycle.class);
			lifecycle.stop(() -> stopped.complete(null));
			this.gate.countDown();
			stopped.get(60, TimeUnit.SECONDS);
			lifecycle.start();
			assertThat(Processes.of(child("one")).isAlive()).isTrue();
			assertThat(Processes.of(child("two")).isAlive()).isTrue();
		});
	}

	@Test
	void startWhenOneChildLacksItsScriptThenFailsBeforeAnyIsStarted() {
		this.gate.countDown();
		this.runner.withPropertyValues("intercom.children.zero.script=no/such/script").run((context) -> {
			assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("no/such/script");
			assertThat(child("one").state()).isEqualTo(ChildState.NEW);
			assertThat(child("two").state()).isEqualTo(ChildState.NEW);
		});
	}

	@Test
	void startWhenTheDependencyOfAChildLacksItsScriptThenFailsBeforeAnyIsStarted() {
		this.gate.countDown();
		this.runner
			.withPropertyValues("intercom.children.zero.script=no/such/script",
					"intercom.children.zero.auto-startup=false", "intercom.children.two.depends-on=zero")
			.run((context) -> {
				assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("no/such/script");
				assertThat(child("one").state()).isEqualTo(ChildState.NEW);
			});
	}

	@Test
	void startWhenAVariableCannotBeSetThenFailsAndNamesTheOption() {
		this.gate.countDown();
		this.runner.withPropertyValues("intercom.children.one.env.A=x\0y")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("env 'A' cannot be set"));
	}

}
