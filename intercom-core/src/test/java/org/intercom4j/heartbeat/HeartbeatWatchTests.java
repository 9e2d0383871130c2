package org.intercom4j.heartbeat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.intercom4j.supervisor.ManualTimer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HeartbeatWatchTests {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ManualTimer timer = new ManualTimer();

	private final FakePulse pulse = new FakePulse();

	private final List<String> hung = new ArrayList<>();

	private final HeartbeatWatch watch = new HeartbeatWatch(new HeartbeatOptions(INTERVAL, TIMEOUT), this.timer,
			Runnable::run, this.pulse, this.hung::add);

	@BeforeEach
	void begin() {
		this.watch.begin();
	}

	private void answerOnce() {
		this.timer.tick(INTERVAL);
		this.pulse.frames++;
		this.watch.answered(null);
	}

	@Test
	void watchWhenPingsAreAnsweredThenTellsNothing() {
		for (int i = 0; i < 10; i++) {
			answerOnce();
		}
		assertThat(this.pulse.pings).isEqualTo(10);
		assertThat(this.hung).isEmpty();
	}

	@Test
	void answeredWhenAfterAWhileThenTellsRoundTripAndLag() {
		this.timer.tick(INTERVAL);
		this.timer.tick(Duration.ofMillis(7));
		this.watch.answered(Duration.ofMillis(5));
		assertThat(this.watch.latest()).isNotNull().satisfies((heartbeat) -> {
			assertThat(heartbeat.roundTrip()).isEqualTo(Duration.ofMillis(7));
			assertThat(heartbeat.lag()).isEqualTo(Duration.ofMillis(5));
		});
	}

	@Test
	void watchWhenAPingIsNotAnsweredInTimeThenTellsOnceAndExactlyThen() {
		answerOnce();
		this.timer.tick(INTERVAL);
		this.timer.tick(TIMEOUT.minusMillis(1));
		assertThat(this.hung).isEmpty();
		this.timer.tick(Duration.ofMillis(1));
		assertThat(this.hung).containsExactly("it is hung: it has not answered a ping within PT30S");
		this.timer.tick(TIMEOUT.multipliedBy(5));
		assertThat(this.hung).hasSize(1);
		assertThat(this.pulse.pings).as("pings").isEqualTo(2);
	}

	@Test
	void watchWhenOtherFramesArriveThenIsAlive() {
		answerOnce();
		for (int i = 0; i < 20; i++) {
			this.timer.tick(INTERVAL);
			this.pulse.frames++;
		}
		assertThat(this.hung).isEmpty();
		this.timer.tick(TIMEOUT.plus(INTERVAL));
		assertThat(this.hung).hasSize(1);
	}

	@Test
	void watchWhenTheReadingIsPausedThenSilenceDoesNotCount() {
		answerOnce();
		this.pulse.paused = true;
		this.timer.tick(TIMEOUT.multipliedBy(4));
		assertThat(this.hung).isEmpty();
		this.pulse.paused = false;
		this.timer.tick(TIMEOUT.plus(INTERVAL));
		assertThat(this.hung).hasSize(1);
	}

	@Test
	void watchWhenNeverAnsweredThenTheProcessIsNotWatchedYet() {
		this.timer.tick(TIMEOUT.multipliedBy(10));
		assertThat(this.hung).isEmpty();
	}

	@Test
	void watchWhenTheOtherSideOffersNoAnswersThenIsNotAsked() {
		this.pulse.canAnswer = false;
		this.timer.tick(TIMEOUT.multipliedBy(10));
		assertThat(this.pulse.pings).isZero();
		assertThat(this.hung).isEmpty();
	}

	@Test
	void watchWhenItComesBackToLifeThenIsToldOfTheNextHang() {
		answerOnce();
		this.timer.tick(INTERVAL.plus(TIMEOUT));
		this.pulse.frames++;
		this.watch.answered(null);
		this.timer.tick(INTERVAL);
		this.timer.tick(TIMEOUT.plus(INTERVAL));
		assertThat(this.hung).hasSize(2);
	}

	@Test
	void watchWhenEndedThenTellsNothing() {
		answerOnce();
		this.timer.tick(INTERVAL);
		this.watch.end();
		this.timer.tick(TIMEOUT.multipliedBy(2));
		assertThat(this.hung).isEmpty();
		assertThat(this.timer.pending()).isZero();
	}

	@Test
	void optionsWhenATimeIsNotPositiveThenAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatOptions(Duration.ZERO, TIMEOUT))
			.withMessage("'interval' must be positive but was PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> new HeartbeatOptions(INTERVAL, Duration.ofSeconds(-1)))
			.withMessage("'timeout' must be positive but was PT-1S");
	}

	private static final class FakePulse implements Pulse {

		private boolean canAnswer = true;

		private boolean paused;

		private int frames;

		private int pings;

		@Override
		public boolean canAnswer() {
			return this.canAnswer;
		}

		@Override
		public boolean isPaused() {
			return this.paused;
		}

		@Override
		public int frames() {
			return this.frames;
		}

		@Override
		public void ping() {
			this.pings++;
		}

	}

}
