package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EventForwarder}.
 */
class EventForwarderTests {

	private final EventEmitter source = new EventEmitter(EmitterOptions.defaults());

	private final EventEmitter emitter = new EventEmitter(EmitterOptions.defaults());

	private final EventForwarder forwarder = new EventForwarder(this.emitter);

	@Test
	void listenToWhenTheSourceEmitsThenEmitsUnderTheOtherName() {
		List<Object> received = new ArrayList<>();
		this.emitter.on("here", (event) -> received.add(event.argument(0)));
		this.forwarder.listenTo(this.source, Map.of("there", "here"), (event) -> event.size() == 1);
		this.source.emit("there", 1);
		this.source.emit("there", 2, 3);
		assertThat(received).containsExactly(1);
	}

	@Test
	void listenToWhenAnEventIsForwardedAlreadyThenRefusesIt() {
		this.forwarder.listenTo(this.source, Map.of("a", "b"), (event) -> true);
		assertThatIllegalStateException()
			.isThrownBy(() -> this.forwarder.listenTo(this.source, Map.of("a", "c"), (event) -> true))
			.withMessage("Event 'a' is already listening");
	}

	@Test
	void stopListeningToWhenTheLastEventIsStoppedThenForgetsTheSource() {
		this.forwarder.listenTo(this.source, Map.of("a", "a", "b", "b"), (event) -> true);
		assertThat(this.forwarder.stopListeningTo(this.source, "a")).isTrue();
		assertThat(this.source.eventNames()).containsExactly("b");
		assertThat(this.forwarder.stopListeningTo(this.source)).isTrue();
		assertThat(this.source.eventNames()).isEmpty();
		assertThat(this.forwarder.stopListeningTo(this.source)).isFalse();
	}

}
