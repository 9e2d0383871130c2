package org.intercom4j.boot.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildInfo;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;
import org.intercom4j.LastExit;
import org.intercom4j.Parent;
import org.intercom4j.boot.context.ParentEventPublisher;
import org.intercom4j.boot.programs.SpringChild;
import org.intercom4j.emitter.Event;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that is a child, and one that is none.
 */
class IntercomParentAutoConfigurationTests {

	@Test
	void parentWhenNotStartedAsAChildThenIsAbsent() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(IntercomAutoConfiguration.class, IntercomParentAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Parent.class)
				.doesNotHaveBean(ParentEventPublisher.class));
	}

	@Test
	void parentWhenStartedAsAChildThenItsEventsReachEventListeners() throws Exception {
		try (Intercom intercom = Intercom.builder().build()) {
			Child child = intercom.child("spring", ChildOptions.builder(SpringChild.class.getName()).max(1).build());
			CompletableFuture<Event> answer = next(child, "answer");
			child.start();
			child.emit("ask", new SpringChild.Question(41));
			assertThat(answer.get(120, TimeUnit.SECONDS).argument(0)).isEqualTo(42);
			CompletableFuture<Event> again = next(child, "answer");
			child.emit("fail", "x");
			child.emit("ask", new SpringChild.Question(1));
			assertThat(again.get(60, TimeUnit.SECONDS).argument(0)).isEqualTo(2);
			ChildInfo info = child.stop().get(60, TimeUnit.SECONDS);
			assertThat(info.lastExit()).isNotNull().extracting(LastExit::code).isEqualTo(0);
			assertThat(child.output())
				.anyMatch((line) -> line.text().contains("Parent: an application listener of event 'fail' failed"));
		}
	}

	private static CompletableFuture<Event> next(Child child, String event) {
		CompletableFuture<Event> next = new CompletableFuture<>();
		child.once(event, next::complete);
		return next;
	}

}
