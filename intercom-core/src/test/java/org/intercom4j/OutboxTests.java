package org.intercom4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import org.intercom4j.dnode.DnodeSession;
import org.intercom4j.dnode.PreparedArguments;
import org.intercom4j.dnode.SessionClosedException;
import org.intercom4j.dnode.SessionOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OutboxTests {

	private final Outbox outbox = new Outbox(3);

	private final Queue<PreparedArguments> sent = new ConcurrentLinkedQueue<>();

	private final Consumer<PreparedArguments> session = this.sent::add;

	@Test
	void sendWhenThereIsNoSessionThenWaitsForItInOrder() {
		List<PreparedArguments> events = events(3);
		events.forEach(this.outbox::send);
		assertThat(this.outbox.size()).isEqualTo(3);
		assertThat(this.outbox.hasSession()).isFalse();
		this.outbox.attach(this.session);
		PreparedArguments last = events(1).get(0);
		this.outbox.send(last);
		events.add(last);
		assertThat(this.sent).containsExactlyElementsOf(events);
		assertThat(this.outbox.size()).isZero();
		assertThat(this.outbox.hasSession()).isTrue();
	}

	@Test
	void sendWhenTheQueueIsFullThenFails() {
		events(3).forEach(this.outbox::send);
		assertThatIllegalStateException().isThrownBy(() -> this.outbox.send(events(1).get(0)))
			.withMessage("the queue of events that wait for the channel is full (3)");
	}

	@Test
	void sendWhenClosedThenFailsUntilOpened() {
		assertThat(this.outbox.close("it is down")).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> this.outbox.send(events(1).get(0)))
			.withMessage("it is down");
		this.outbox.open();
		this.outbox.send(events(1).get(0));
		assertThat(this.outbox.size()).isOne();
	}

	@Test
	void sendWhenTheSessionHasJustEndedThenWaitsForTheNext() {
		this.outbox.attach((event) -> {
			throw new SessionClosedException(null);
		});
		PreparedArguments event = events(1).get(0);
		this.outbox.send(event);
		assertThat(this.sent).isEmpty();
		this.outbox.attach(this.session);
		assertThat(this.sent).containsExactly(event);
	}

	@Test
	void attachWhenTheSessionEndsMeanwhileThenKeepsWhatIsLeft() {
		List<PreparedArguments> events = events(3);
		events.forEach(this.outbox::send);
		this.outbox.attach((event) -> {
			if (event == events.get(1)) {
				throw new SessionClosedException(null);
			}
			this.sent.add(event);
		});
		assertThat(this.outbox.hasSession()).isFalse();
		this.outbox.attach(this.session);
		assertThat(this.sent).containsExactlyElementsOf(events);
	}

	@Test
	void detachWhenThereIsANewerSessionThenKeepsIt() {
		Consumer<PreparedArguments> old = (event) -> {
		};
		this.outbox.attach(old);
		this.outbox.attach(this.session);
		this.outbox.detach(old);
		this.outbox.send(events(1).get(0));
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void closeWhenEventsWaitThenReturnsThem() {
		List<PreparedArguments> events = events(2);
		events.forEach(this.outbox::send);
		assertThat(this.outbox.close("down")).containsExactlyElementsOf(events);
		assertThat(this.outbox.size()).isZero();
	}

	@Test
	void sendWhenSessionsComeAndGoThenLosesNothingAndKeepsTheOrder() throws InterruptedException, ExecutionException {
		Outbox large = new Outbox(Integer.MAX_VALUE);
		List<PreparedArguments> events = events(20_000);
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> events.forEach(large::send));
		while (!sender.isDone()) {
			Consumer<PreparedArguments> next = (event) -> this.sent.add(event);
			large.attach(next);
			large.detach(next);
		}
		sender.get();
		large.attach(this.session);
		assertThat(this.sent).containsExactlyElementsOf(events);
	}

	private static List<PreparedArguments> events(int count) {
		SessionOptions options = SessionOptions.builder().build();
		List<PreparedArguments> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			events.add(DnodeSession.prepare(options, i));
		}
		return events;
	}

}
