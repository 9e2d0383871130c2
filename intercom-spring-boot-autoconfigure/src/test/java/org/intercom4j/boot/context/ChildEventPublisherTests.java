package org.intercom4j.boot.context;

import java.util.ArrayList;
import java.util.List;

import org.intercom4j.ChildDisconnectEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildWarnEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationEventPublisher;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ChildEventPublisherTests {

	private static final ChildEvent FIRST = new ChildWarnEvent("worker", "careful");

	private static final ChildEvent SECOND = new ChildDisconnectEvent("worker");

	private final List<Object> published = new ArrayList<>();

	@Test
	void acceptWhenListenerFailsThenLogsChildAndEventAndGoesOn(CapturedOutput output) {
		ChildEventPublisher publisher = new ChildEventPublisher(
				failing(new IllegalStateException("listener is broken")));
		publisher.accept(FIRST);
		publisher.accept(SECOND);
		assertThat(this.published).containsExactly(FIRST, SECOND);
		assertThat(output).contains("Child 'worker': an application listener of ChildWarnEvent failed")
			.contains("Child 'worker': an application listener of ChildDisconnectEvent failed")
			.contains("listener is broken");
	}

	@Test
	void acceptWhenListenerFailsWithErrorThenGoesOn(CapturedOutput output) {
		ChildEventPublisher publisher = new ChildEventPublisher(failing(new NoClassDefFoundError("gone")));
		publisher.accept(FIRST);
		publisher.accept(SECOND);
		assertThat(this.published).containsExactly(FIRST, SECOND);
		assertThat(output).contains("NoClassDefFoundError: gone");
	}

	@Test
	void acceptWhenClosedThenPublishesNothing() {
		ChildEventPublisher publisher = new ChildEventPublisher(this.published::add);
		publisher.accept(FIRST);
		publisher.close();
		publisher.accept(SECOND);
		assertThat(this.published).containsExactly(FIRST);
	}

	@Test
	void acceptWhenContextClosesMeanwhileThenIsNoError(CapturedOutput output) {
		List<ChildEventPublisher> self = new ArrayList<>();
		ChildEventPublisher publisher = new ChildEventPublisher((event) -> {
			this.published.add(event);
			self.get(0).close();
			throw new IllegalStateException("ApplicationEventMulticaster not initialized");
		});
		self.add(publisher);
		publisher.accept(FIRST);
		assertThat(this.published).containsExactly(FIRST);
		assertThat(output).doesNotContain("ERROR");
	}

	private ApplicationEventPublisher failing(Throwable failure) {
		return (event) -> {
			this.published.add(event);
			if (failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) failure;
		};
	}

}
