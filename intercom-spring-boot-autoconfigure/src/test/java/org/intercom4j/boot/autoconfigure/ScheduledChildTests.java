package org.intercom4j.boot.autoconfigure;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduledChildTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, IntercomAutoConfiguration.class))
		.withBean(EventRecorder.class)
		.withPropertyValues("intercom.children.job.command=true");

	@Test
	void childWhenItHasACronExpressionThenIsRunAtItsTimes() {
		this.runner.withPropertyValues("intercom.children.job.schedule.cron=* * * * * *").run((context) -> {
			EventRecorder events = context.getBean(EventRecorder.class);
			events.await(ChildCloseEvent.class, 2);
			assertThat(events.await(ChildCloseEvent.class).gaveUp()).isFalse();
			assertThat(context).doesNotHaveBean(TaskScheduler.class);
		});
	}

	@Test
	void childWhenTheContextIsPausedThenIsRunAgainAfterIt() {
		this.runner.withPropertyValues("intercom.children.job.schedule.fixed-delay=1h").run((context) -> {
			EventRecorder events = context.getBean(EventRecorder.class);
			events.await(ChildCloseEvent.class);
			ConfigurableApplicationContext source = context.getSourceApplicationContext();
			source.stop();
			source.start();
			events.await(ChildStartEvent.class, 2);
		});
	}

	@Test
	void childWhenItHasAScheduleThenIsNotRestarted() {
		this.runner.withPropertyValues("intercom.children.job.schedule.cron=@yearly").run((context) -> {
			Child child = context.getBean(Child.class);
			assertThat(child.state()).isEqualTo(ChildState.NEW);
			assertThat(child.options().restartPolicy())
				.isEqualTo(BackoffPolicy.builder().policy(RestartCondition.NEVER).build());
		});
	}

}
