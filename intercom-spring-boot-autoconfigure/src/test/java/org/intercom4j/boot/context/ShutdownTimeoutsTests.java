package org.intercom4j.boot.context;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownTimeoutsTests {

	private final Map<Integer, Long> raised = new HashMap<>();

	private final DefaultLifecycleProcessor processor = new DefaultLifecycleProcessor() {

		@Override
		public void setTimeoutForShutdownPhase(int phase, long timeout) {
			ShutdownTimeoutsTests.this.raised.put(phase, timeout);
		}

	};

	private final ShutdownTimeouts timeouts = new ShutdownTimeouts(provider(), Duration.ofSeconds(30));

	@Test
	void raiseWhenMoreIsNeededThenGivesItToThePhase() {
		this.timeouts.raise(5, Duration.ofSeconds(42));
		assertThat(this.raised).containsExactly(Map.entry(5, 42_000L));
	}

	@Test
	void raiseWhenLessIsNeededThenLeavesThePhaseAlone() {
		this.timeouts.raise(5, Duration.ofSeconds(15));
		assertThat(this.raised).isEmpty();
	}

	private ObjectProvider<DefaultLifecycleProcessor> provider() {
		return new ObjectProvider<>() {

			@Override
			public Stream<DefaultLifecycleProcessor> stream() {
				return Stream.of(ShutdownTimeoutsTests.this.processor);
			}

			@Override
			public DefaultLifecycleProcessor getObject() {
				return ShutdownTimeoutsTests.this.processor;
			}

		};
	}

}
