package org.intercom4j.boot.autoconfigure;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import org.intercom4j.Child;
import org.intercom4j.ChildMessageEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.Intercom;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.intercom4j.boot.context.IntercomLifecycle;
import org.intercom4j.boot.programs.Echo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class IntercomAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(IntercomAutoConfiguration.class));

	private final ApplicationContextRunner worker = this.runner
		.withPropertyValues("intercom.children.worker.command=sleep,600");

	private final ApplicationContextRunner down = this.worker
		.withPropertyValues("intercom.children.worker.auto-startup=false");

	@Test
	void contextWhenNothingIsDeclaredThenHasIntercomOnly() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(Intercom.class).hasSingleBean(IntercomLifecycle.class);
			assertThat(context).doesNotHaveBean(Child.class).doesNotHaveBean(Executor.class);
		});
	}

	@Test
	void childWhenDeclaredThenIsStartedBean() {
		this.worker.run((context) -> {
			assertThat(context).hasSingleBean(Child.class).hasBean("workerChild");
			assertThat(Processes.of(context.getBean(Child.class)).isAlive()).isTrue();
		});
	}

	@Test
	void childWhenInjectedThenNameQualifies() {
		this.down
			.withPropertyValues("intercom.children.other.command=sleep,600",
					"intercom.children.other.auto-startup=false")
			.withUserConfiguration(Injected.class)
			.run((context) -> {
				Child worker = context.getBean("workerChild", Child.class);
				assertThat(context.getBean("qualified")).isSameAs(worker.options());
				assertThat(context.getBean("named")).isSameAs(worker.options());
				assertThat(context.getBean("mapped"))
					.isEqualTo(Map.of("workerChild", worker, "otherChild", context.getBean("otherChild")));
			});
	}

	@Test
	void childWhenItsNameIsThatOfAnotherBeanThenBothAreFound() {
		this.down
			.withPropertyValues("intercom.children.other.command=sleep,600",
					"intercom.children.other.auto-startup=false")
			.withUserConfiguration(Qualified.class)
			.withBean("worker", String.class, () -> "the user's own")
			.run((context) -> {
				assertThat(context.getBean("worker")).isEqualTo("the user's own");
				assertThat(context.getBean("qualified"))
					.isSameAs(context.getBean("workerChild", Child.class).options());
			});
	}

	@Test
	void childWhenNameHasDashesAndDotsThenKeepsThem() {
		this.runner
			.withPropertyValues("intercom.children.my-worker.command=sleep,600",
					"intercom.children.my-worker.auto-startup=false", "intercom.children[a.b].command=sleep,600",
					"intercom.children[a.b].auto-startup=false")
			.run((context) -> {
				assertThat(context).hasBean("my-workerChild").hasBean("my-worker").hasBean("a.bChild");
				assertThat(context.getBean("a.b", Child.class).name()).isEqualTo("a.b");
			});
	}

	@Test
	void childWhenEnvironmentVariableNamesItThenIsOverridden() {
		Map<String, Object> variables = Map.of("INTERCOM_CHILDREN_MYWORKER_MAX", "7");
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.withPropertyValues("intercom.children.my-worker.command=sleep,600", "intercom.children.my-worker.max=1",
					"intercom.children.my-worker.auto-startup=false")
			.run((context) -> {
				assertThat(context).hasSingleBean(Child.class);
				assertThat(context.getBean("my-workerChild", Child.class).options().max()).isEqualTo(7);
			});
	}

	@Test
	void intercomWhenClassDataArchiveIsOffThenHasNone() {
		this.runner
			.run((context) -> assertThat(context.getBean(Intercom.class)).extracting("runtime.classData").isNotNull());
		this.runner.withPropertyValues("intercom.class-data-archive=false")
			.run((context) -> assertThat(context.getBean(Intercom.class)).extracting("runtime.classData").isNull());
	}

	@Test
	void intercomWhenUserHasOneThenBacksOff() {
		Intercom own = Intercom.builder().shutdownHook(false).build();
		this.worker.withBean("own", Intercom.class, () -> own).run((context) -> {
			assertThat(context).hasSingleBean(Intercom.class);
			assertThat(own.children().get("worker")).isSameAs(context.getBean("workerChild"));
			assertThat(Processes.of(own.children().get("worker")).isAlive()).isTrue();
		});
	}

	@Test
	void eventsWhenApplicationHasJsonMapperThenAreWrittenByIt() {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		this.runner.withBean(JsonMapper.class, () -> mapper)
			.withBean(EventRecorder.class)
			.withPropertyValues("intercom.children.echo.script=" + Echo.class.getName())
			.run((context) -> {
				context.getBean(Child.class).emit("say::job", new Job(80));
				ChildMessageEvent event = context.getBean(EventRecorder.class).await(ChildMessageEvent.class);
				assertThat(event.argument(1)).isEqualTo(Map.of("wanted_quality", 80));
				assertThat(event.argument(1, Job.class)).isEqualTo(new Job(80));
			});
	}

	@Test
	void childrenWhenDisabledThenAreNeitherCheckedNorStarted() {
		this.runner.withPropertyValues("intercom.enabled=false", "intercom.children.worker.script=no/such/script")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(Child.class);
				assertThat(context.getBean(Child.class).state()).isEqualTo(ChildState.NEW);
			});
	}

	@Test
	void childWhenOptionalAndMissingThenApplicationStarts(CapturedOutput output) {
		this.runner
			.withPropertyValues("intercom.children.extra.script=no/such/script",
					"intercom.children.extra.optional=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Child.class).state()).isEqualTo(ChildState.NEW);
			});
		assertThat(output).containsOnlyOnce(
				"Optional child 'extra' is not started: " + "Child 'extra': script 'no/such/script' does not exist");
	}

	@Test
	void childrenWhenBeansAreLazyThenAreStarted() {
		this.worker
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withBean(EventRecorder.class)
			.run((context) -> {
				assertThat(context.getBean(Intercom.class).children().get("worker").state().isUp()).isTrue();
				assertThat(context.getBean(EventRecorder.class).await(ChildStartEvent.class).child())
					.isEqualTo("worker");
			});
	}

	@Test
	void childrenWhenVirtualThreadsAreWantedThenRun() {
		this.worker.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> assertThat(Processes.of(context.getBean(Child.class)).isAlive()).isTrue());
	}

	/**
	 * An argument of an event.
	 */
	record Job(int wantedQuality) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		Object qualified(@Qualifier("worker") Child child) {
			return child.options();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Injected extends Qualified {

		@Bean
		Object named(Child worker) {
			return worker.options();
		}

		@Bean
		Object mapped(Map<String, Child> children) {
			return new HashMap<>(children);
		}

	}

}
