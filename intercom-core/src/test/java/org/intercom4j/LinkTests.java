package org.intercom4j;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LinkTests {

	private static final String METHODS = """
			{"method":"methods","arguments":[{"emit":"[Function]","goodbye":"[Function]"}],\
			"callbacks":{"0":["0","emit"],"1":["0","goodbye"]},"links":[]}""";

	private static final String ON_STOP = """
			{"method":"onstop","arguments":[%s],"callbacks":{%s},"links":[]}""";

	private static final int BLOCK = 1 << 20;

	private final BusFixture fixture = new BusFixture();

	private final FakeChannel channel = new FakeChannel();

	private final AtomicInteger readyTimes = new AtomicInteger();

	private final Link link = Link.toChild(this.channel, this.fixture.bus, this.readyTimes::incrementAndGet, null);

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.fixture.close();
	}

	@Test
	void readyWhenTheOtherSideOffersEmitThenSendsWhatWaits() throws Exception {
		this.fixture.bus.emit("early", 1);
		this.link.open();
		assertThat(this.link.isReady()).isFalse();
		receive(METHODS);
		this.fixture.barrier();
		assertThat(this.link.isReady()).isTrue();
		assertThat(this.readyTimes).hasValue(1);
		assertThat(this.fixture.heard).containsExactly("early[1]", "rpcready[]");
		assertThat(this.channel.sent()).element(1).asString().contains("\"method\":0", "\"early\",1");
	}

	@Test
	void readyWhenTheOtherSideOffersNoEmitThenIsAnError() throws Exception {
		this.link.open();
		receive("{\"method\":\"methods\",\"arguments\":[{}],\"callbacks\":{},\"links\":[]}");
		this.fixture.barrier();
		assertThat(this.link.isReady()).isFalse();
		assertThat(this.fixture.heard).containsExactly(
				"error[java.lang.IllegalStateException: Remote RPC Session does not have Emit function!!]");
	}

	@Test
	void disconnectWhenTheOtherSideReadsNoMoreThenDoesNotBlock() throws Exception {
		connect();
		this.channel.full = true;
		CompletableFuture.runAsync(this.link::disconnect).get(60, TimeUnit.SECONDS);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.channel.sent()).last().asString().contains("\"method\":\"goodbye\"");
	}

	@Test
	void goodbyeWhenReceivedThenIsNotedAtOnce() throws Exception {
		connect();
		block();
		receive("{\"method\":\"goodbye\",\"arguments\":[],\"callbacks\":{},\"links\":[]}");
		assertThat(this.link.saidGoodbye()).isTrue();
	}

	@Test
	void requestStopWhenTheOtherSideWantsToBeToldThenItsAnswerIsHeardBesideABlockedListener() throws Exception {
		connect();
		receive(ON_STOP.formatted("\"[Function]\"", "\"7\":[\"0\"]"));
		block();
		AtomicInteger finished = new AtomicInteger();
		assertThat(this.link.requestStop(finished::incrementAndGet)).isTrue();
		assertThat(this.channel.sent()).last().asString().startsWith("{\"method\":7,\"arguments\":[]");
		assertThat(finished).hasValue(0);
		receive("{\"method\":\"stopped\",\"arguments\":[],\"callbacks\":{},\"links\":[]}");
		assertThat(finished).hasValue(1);
	}

	@Test
	void requestStopWhenTheOtherSideGaveNoFunctionThenIsNotAsked() throws Exception {
		connect();
		receive(ON_STOP.formatted("1", ""));
		this.fixture.barrier();
		assertThat(this.fixture.heard).last().asString().contains("error[", "Expected a function", "'onstop'");
		assertThat(this.link.requestStop(() -> {
		})).isFalse();
	}

	@Test
	void offerStopWhenTheOtherSideDoesNotKnowOfItThenGoesOn() throws Exception {
		this.link.stopOffer().offer((args) -> {
		});
		connect();
		assertThat(this.fixture.heard).containsExactly("rpcready[]");
		assertThat(this.channel.sent()).noneMatch((frame) -> frame.startsWith("{\"method\":\"onstop\""));
	}

	@Test
	void offerStopWhenTheOtherSideKnowsOfItThenComesBeforeAnyEvent() throws Exception {
		this.fixture.bus.emit("early");
		this.link.stopOffer().offer((args) -> {
		});
		this.link.open();
		receive(METHODS.replace("}]", ",\"onstop\":\"[Function]\"}]")
			.replace("\"goodbye\"]}", "\"goodbye\"],\"2\":[\"0\",\"onstop\"]}"));
		this.fixture.barrier();
		assertThat(this.channel.sent()).element(1).asString().contains("\"method\":\"onstop\"");
		assertThat(this.channel.sent()).element(2).asString().contains("\"early\"");
	}

	@Test
	void requestStopWhenTheChannelEndsMeanwhileThenIsFinished() throws Exception {
		connect();
		receive(ON_STOP.formatted("\"[Function]\"", "\"7\":[\"0\"]"));
		AtomicInteger finished = new AtomicInteger();
		this.link.requestStop(finished::incrementAndGet);
		this.link.onClosed(null, 0);
		assertThat(finished).hasValue(1);
	}

	@Test
	void pingWhenAListenerBlocksThenIsAnsweredAtOnce() throws Exception {
		Link child = Link.toParent(this.channel, this.fixture.bus, this.readyTimes::incrementAndGet);
		child.open();
		block();
		byte[] ping = "{\"method\":\"ping\",\"arguments\":[],\"callbacks\":{},\"links\":[]}"
			.getBytes(StandardCharsets.UTF_8);
		child.onMessage(ping, 0, ping.length);
		assertThat(this.channel.sent()).last()
			.asString()
			.startsWith("{\"method\":\"pong\",\"arguments\":[{")
			.contains("\"pid\":" + ProcessHandle.current().pid());
	}

	@Test
	void onMessageWhenListenersAreSlowThenPausesAndResumesReading() throws Exception {
		connect();
		block();
		int frames = 0;
		while (!this.channel.paused) {
			receive(event(BLOCK));
			frames++;
			assertThat(frames).as("frames before the pause").isLessThanOrEqualTo(64);
		}
		assertThat(frames).isEqualTo(64);
		this.release.countDown();
		this.fixture.barrier();
		assertThat(this.channel.paused).isFalse();
	}

	@Test
	void onMessageWhenManySmallFramesWaitThenTheirMemoryCounts() throws Exception {
		connect();
		block();
		int frames = 0;
		while (!this.channel.paused) {
			receive(event(1));
			frames++;
			assertThat(frames).isLessThan(300_000);
		}
		this.release.countDown();
		this.fixture.barrier();
		assertThat(this.channel.paused).isFalse();
	}

	@Test
	void onMessageWhenTheListenersCatchUpWhileItPausesThenIsResumed() throws Exception {
		connect();
		block();
		this.channel.onPause = () -> {
			this.release.countDown();
			barrier();
		};
		while (!this.channel.wasPaused) {
			receive(event(BLOCK));
		}
		this.fixture.barrier();
		assertThat(this.channel.paused).isFalse();
	}

	@Test
	void drainWhenReadingIsPausedThenReadsToTheEnd() throws Exception {
		connect();
		block();
		while (!this.channel.paused) {
			receive(event(BLOCK));
		}
		this.link.drain();
		assertThat(this.channel.paused).isFalse();
		receive(event(BLOCK));
		assertThat(this.channel.paused).isFalse();
	}

	@Test
	void onClosedWhenFramesWereUnsentThenCountsThem() throws Exception {
		connect();
		this.link.onClosed(null, 3);
		this.link.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
		this.fixture.barrier();
		assertThat(this.fixture.heard).containsExactly("rpcready[]",
				"warn[3 messages could not be delivered, the channel was closed before]", "rpcexit[]",
				"disconnected[internal]");
		this.fixture.bus.emit("late");
		assertThat(this.fixture.bus.outbox().size()).as("for the next session").isOne();
	}

	private void connect() throws Exception {
		this.link.open();
		receive(METHODS);
		this.fixture.barrier();
	}

	private void block() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		this.fixture.bus.lane().execute(() -> {
			blocked.countDown();
			try {
				this.release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		blocked.await();
	}

	private void barrier() {
		try {
			this.fixture.barrier();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	private static String event(int size) {
		return "{\"method\":\"emit\",\"arguments\":[\"e\",\"%s\"],\"callbacks\":{},\"links\":[]}"
			.formatted("x".repeat(size));
	}

	private void receive(String frame) {
		byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
		this.link.onMessage(bytes, 0, bytes.length);
		this.link.onBatchEnd();
	}

}
