package org.intercom4j.boot.autoconfigure;

import java.util.List;

import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.ChildStartEvent;
import org.intercom4j.ChildState;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Children that are restarted together.
 */
class ChildGroupTests {

	private static final String SLEEP = "sleep,600";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, IntercomAutoConfiguration.class))
		.withBean(EventRecorder.class)
		.withPropertyValues("intercom.children.a.command=" + SLEEP, "intercom.children.b.command=" + SLEEP,
				"intercom.children.c.command=" + SLEEP, "intercom.groups.all.children=a,b,c");

	private static Child child(ApplicationContext context, String name) {
		return context.getBean(name + "Child", Child.class);
	}

	/** The events, once all have been started. */
	private static EventRecorder started(ApplicationContext context) {
		EventRecorder events = context.getBean(EventRecorder.class);
		events.await(ChildStartEvent.class, 3);
		return events;
	}

	private static void kill(Child child) {
		Processes.of(child).destroyForcibly();
	}

	private static List<String> restarted(EventRecorder events) {
		return events.events().stream().filter(ChildRestartEvent.class::isInstance).map(ChildEvent::child).toList();
	}

	@Test
	void processWhenKilledThenAllOfItsGroupAreRestartedInOrder() {
		this.runner.run((context) -> {
			EventRecorder events = started(context);
			kill(child(context, "b"));
			events.await(ChildRestartEvent.class, 3);
			assertThat(restarted(events)).containsExactly("a", "b", "c");
			assertThat(child(context, "a").lastCrash()).hasValueSatisfying(
					(report) -> assertThat(report.reason()).contains("child 'b' of its group 'all' has failed"));
		});
	}

	@Test
	void processWhenKilledAndTheRestFollowsThenThoseBeforeGoOn() {
		this.runner.withPropertyValues("intercom.groups.all.strategy=rest-for-one").run((context) -> {
			EventRecorder events = started(context);
			long pid = child(context, "a").info().pid();
			kill(child(context, "b"));
			events.await(ChildRestartEvent.class, 2);
			assertThat(restarted(events)).containsExactly("b", "c");
			assertThat(child(context, "a").info().pid()).isEqualTo(pid);
		});
	}

	@Test
	void childWhenGivenUpThenItsGroupIsGivenUp() {
		this.runner.withPropertyValues("intercom.children.a.restart.policy=never").run((context) -> {
			EventRecorder events = started(context);
			kill(child(context, "a"));
			events.await(ChildCloseEvent.class, 3);
			assertThat(List.of("a", "b", "c")).extracting((name) -> child(context, name).state())
				.containsOnly(ChildState.GIVEN_UP);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''      | there are no children in this group
			a,x     | there is no such child
			a,a     | the child is named twice
			job     | the child is run at given times
			""")
	void groupWhenItCannotBeUsedThenIsRefused(String children, String reason) {
		this.runner
			.withPropertyValues("intercom.children.job.command=true", "intercom.children.job.schedule.fixed-delay=1h",
					"intercom.groups.all.children=" + children)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidChildPropertyException.class)
				.hasMessageContainingAll("'intercom.groups.all.children'", reason));
	}

	@Test
	void groupWhenAChildIsInAnotherThenIsRefused() {
		this.runner.withPropertyValues("intercom.groups.other.children=b")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'intercom.groups.other.children' the child is in group 'all' as well"));
	}

}
