package org.intercom4j.boot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildErrorEvent;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.ChildMessageEvent;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.ChildStdoutEvent;
import org.intercom4j.Intercom;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.intercom4j.boot.context.IntercomLifecycle;
import org.intercom4j.boot.programs.Echo;
import org.intercom4j.process.LaunchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Children with real processes in an application context.
 */
class ChildLifecycleTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, IntercomAutoConfiguration.class))
		.withBean(EventRecorder.class);

	private final ApplicationContextRunner worker = this.runner
		.withPropertyValues("intercom.children.worker.command=sleep,600");

	@Test
	void childWhenKilledThenIsRestartedAndListenersHearOfIt() {
		this.runner.withBean(Conditional.class)
			.withPropertyValues("intercom.children.echo.script=" + Echo.class.getName(),
					"intercom.children.echo.restart.delay=0")
			.run((context) -> {
				EventRecorder events = context.getBean(EventRecorder.class);
				Child echo = context.getBean(Child.class);
				echo.emit("say::hello", "world");
				assertThat(context.getBean(Conditional.class).await()).isEqualTo("world");
				ProcessHandle first = Processes.of(echo);
				first.destroyForcibly();
				ChildExitEvent exit = events.await(ChildExitEvent.class);
				assertThat(exit.signal()).isEqualTo("SIGKILL");
				assertThat(exit.report().pid()).isEqualTo(first.pid());
				assertThat(exit.report().lastStderr()).containsExactly("echo has no errors");
				ChildRestartEvent restart = events.await(ChildRestartEvent.class);
				assertThat(restart.info().pid()).isNotEqualTo(first.pid());
				assertThat(restart.info().restarts()).isOne();
				echo.emit("say::again", "back");
				assertThat(context.getBean(Conditional.class).await()).isEqualTo("back");
			});
	}

	@Test
	void contextWhenClosedThenNoProcessIsLeft() throws Exception {
		List<ProcessHandle> processes = new ArrayList<>();
		this.worker.withPropertyValues("intercom.children.other.command=sh,-c,sleep 600 & echo up; wait")
			.run((context) -> {
				context.getBean(EventRecorder.class).await(ChildStdoutEvent.class);
				context.getBeansOfType(Child.class).values().forEach((child) -> processes.add(Processes.of(child)));
				processes.addAll(processes.get(1).descendants().toList());
			});
		assertThat(processes).hasSizeGreaterThanOrEqualTo(3);
		for (ProcessHandle process : processes) {
			Processes.awaitEnd(process);
		}
	}

	@Test
	void contextWhenClosedThenEventsOfTheStopArePublished() {
		EventRecorder events = new EventRecorder();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(IntercomAutoConfiguration.class))
			.withBean(EventRecorder.class, () -> events)
			.withPropertyValues("intercom.children.worker.command=sleep,600")
			.run((context) -> events.await(ChildStartEvent.class));
		assertThat(events.await(ChildExitEvent.class).permanent()).isTrue();
	}

	@Test
	void childrenWhenStoppedThenAllAtOnce(@TempDir Path directory) {
		this.runner.withPropertyValues("intercom.children.one.command=" + endsAfter(directory, "one", "two"),
				"intercom.children.two.command=" + endsAfter(directory, "two", "one"),
				"intercom.children.one.stop.terminate-timeout=60s", "intercom.children.two.stop.terminate-timeout=60s")
			.run((context) -> {
				EventRecorder events = context.getBean(EventRecorder.class);
				events.await(ChildStdoutEvent.class, 2);
				context.getBean(IntercomLifecycle.class).stop();
				assertThat(events.await(ChildExitEvent.class, 1).code()).isZero();
				assertThat(events.await(ChildExitEvent.class, 2).code()).isZero();
			});
	}

	/** A command that obeys SIGTERM only after another one has got it too. */
	private static String endsAfter(Path directory, String own, String other) {
		return "sh,-c,trap 'touch %1$s/%2$s; while [ ! -e %1$s/%3$s ]; do sleep 0.05; done; exit 0' TERM; echo up; while :; do sleep 0.05; done"
			.formatted(directory, own, other);
	}

	@Test
	void contextWhenPausedAndRestartedThenChildrenThatRanRunAgain() {
		this.worker
			.withPropertyValues("intercom.children.idle.command=sleep,600", "intercom.children.idle.auto-startup=false",
					"intercom.children.ended.command=sleep,600")
			.run((context) -> {
				Child child = context.getBean("workerChild", Child.class);
				Child ended = context.getBean("endedChild", Child.class);
				ProcessHandle first = Processes.of(child);
				Processes.of(ended);
				ended.stop().get(60, TimeUnit.SECONDS);
				context.getSourceApplicationContext().pause();
				assertThat(child.state()).isEqualTo(ChildState.STOPPED);
				assertThat(first.isAlive()).isFalse();
				context.getSourceApplicationContext().restart();
				assertThat(Processes.of(child).pid()).isNotEqualTo(first.pid());
				assertThat(ended.state()).isEqualTo(ChildState.STOPPED);
				assertThat(context.getBean("idleChild", Child.class).state()).isEqualTo(ChildState.NEW);
			});
	}

	@Test
	void contextWhenStoppedAndStartedThenChildrenRunAgain() {
		this.worker.run((context) -> {
			context.getSourceApplicationContext().stop();
			assertThat(context.getBean(Child.class).state()).isEqualTo(ChildState.STOPPED);
			context.getSourceApplicationContext().start();
			assertThat(Processes.of(context.getBean(Child.class)).isAlive()).isTrue();
		});
	}

	@Test
	void childWhenStartedBeforeTheContextThenIsLeftAlone() {
		this.worker.withBean("early", Object.class, Object::new)
			.withInitializer((context) -> context.getBeanFactory().addBeanPostProcessor(new StartsEarly()))
			.run((context) -> {
				assertThat(context.getBean(Child.class).state()).isEqualTo(ChildState.RUNNING);
				assertThat(context.getBean(Child.class).info().incarnation()).isOne();
				assertThat(context.getBean(EventRecorder.class).events()).noneMatch(ChildErrorEvent.class::isInstance);
			});
	}

	@Test
	void contextWhenItFailsToStartThenChildrenAreStopped() {
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		this.worker.withBean(Intercom.class, () -> intercom).withBean(Breaker.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(LaunchException.class);
			assertThat(intercom.children().get("worker").state()).isEqualTo(ChildState.STOPPED);
		});
	}

	@Test
	void phaseWhenComparedThenIsBeforeExecutorsAndWebServer() {
		assertThat(IntercomLifecycle.PHASE).isLessThan(ExecutorConfigurationSupport.DEFAULT_PHASE);
	}

	/**
	 * A listener with the condition of the documentation.
	 */
	static class Conditional {

		private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

		@EventListener(condition = "#event.child == 'echo' && #event.name == 'echo'")
		void done(ChildMessageEvent event) {
			this.heard.add(Objects.requireNonNull(event.argument(1)));
		}

		Object await() throws InterruptedException {
			return Objects.requireNonNull(this.heard.poll(60, TimeUnit.SECONDS), "nothing came");
		}

	}

	/**
	 * Fails the context after the children have been started.
	 */
	static class Breaker implements SmartLifecycle {

		@Override
		public void start() {
			throw new LaunchException("command", "broken", "is broken", "Mend it.", null);
		}

		@Override
		public void stop() {
			throw new IllegalStateException("was never started");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	/**
	 * Starts each child as soon as it is there.
	 */
	static class StartsEarly implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof Child child) {
				child.start().join();
			}
			return bean;
		}

	}

}
