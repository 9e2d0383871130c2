package org.intercom4j.boot.actuate.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.intercom4j.Child;
import org.intercom4j.ChildCloseEvent;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildMessageEvent;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.Intercom;
import org.intercom4j.boot.programs.Echo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class IntercomMetricsTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void metersWhenChildIsNewThenSaySo() {
		bind(ChildOptions.command("sleep", "600").build());
		assertThat(state("new")).isOne();
		assertThat(state("running")).isZero();
		assertThat(this.registry.find("intercom.child.state").gauges()).hasSize(7);
		assertThat(gauge("intercom.child.uptime")).isZero();
		assertThat(gauge("intercom.events.queued")).isZero();
		assertThat(this.registry.find("intercom.child.exits").counters()).isEmpty();
	}

	@Test
	void metersWhenChildTalksThenCountEvents() throws Exception {
		Child child = bind(ChildOptions.builder(Echo.class.getName()).build());
		CountDownLatch messages = latch(child, ChildMessageEvent.class, 2);
		child.start();
		child.emit("say::one");
		child.emit("say::two");
		await(messages);
		assertThat(state("running")).isOne();
		assertThat(gauge("intercom.child.uptime")).isPositive();
		assertThat(this.registry.get("intercom.events.received").tag("name", "worker").functionCounter().count())
			.isEqualTo(2);
	}

	@Test
	void metersWhenChildEndsThenCountExitsAndRestarts() throws Exception {
		Child child = bind(ChildOptions.command("sh", "-c", "exit 3").max(2).build());
		CountDownLatch restarted = latch(child, ChildRestartEvent.class, 1);
		CountDownLatch closed = latch(child, ChildCloseEvent.class, 1);
		child.start();
		await(restarted);
		await(closed);
		assertThat(exits("3", "none")).isEqualTo(2);
		assertThat(this.registry.get("intercom.child.restarts").tag("name", "worker").functionCounter().count())
			.isOne();
		assertThat(state("given_up")).isOne();
	}

	@Test
	void metersWhenChildIsKilledThenCountSignal() throws Exception {
		Child child = bind(ChildOptions.command("sleep", "600").max(1).build());
		CountDownLatch closed = latch(child, ChildCloseEvent.class, 1);
		Long pid = child.start().get(60, TimeUnit.SECONDS).pid();
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		await(closed);
		assertThat(exits("none", "SIGKILL")).isOne();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void metersWhenChildRunsThenTellWhatItUses() throws Exception {
		Child child = bind(ChildOptions.builder(Echo.class.getName()).build());
		assertThat(gauge("intercom.child.threads")).isZero();
		CountDownLatch messages = latch(child, ChildMessageEvent.class, 1);
		child.start();
		child.emit("say::one");
		await(messages);
		assertThat(gauge("intercom.child.memory.resident")).isGreaterThan(1024 * 1024);
		assertThat(gauge("intercom.child.threads")).isGreaterThan(1);
		assertThat(gauge("intercom.child.files.open")).isGreaterThanOrEqualTo(3);
		double used = cpuTime();
		assertThat(used).isPositive();
		child.stop().get(60, TimeUnit.SECONDS);
		assertThat(gauge("intercom.child.memory.resident")).isZero();
		assertThat(cpuTime()).isEqualTo(used);
	}

	@Test
	void cpuTimeWhenAnotherProcessBeginsAtZeroThenIsAddedUp() {
		CpuTime time = new CpuTime();
		assertThat(time.seconds(1, Duration.ofMillis(1500))).isEqualTo(1.5);
		assertThat(time.seconds(1, Duration.ofSeconds(2))).isEqualTo(2);
		assertThat(time.seconds(1, Duration.ofMillis(1900))).as("when a descendant has ended").isEqualTo(2);
		assertThat(time.seconds(1, Duration.ZERO)).as("between two processes").isEqualTo(2);
		assertThat(time.seconds(2, Duration.ofMillis(250))).isEqualTo(2.25);
		assertThat(time.seconds(3, Duration.ofMillis(100))).as("of a third one").isEqualTo(2.35);
	}

	private double cpuTime() {
		return this.registry.get("intercom.child.cpu.time").tag("name", "worker").functionCounter().count();
	}

	private Child bind(ChildOptions options) {
		Child child = this.intercom.child("worker", options);
		new IntercomMetrics(this.intercom).bindTo(this.registry);
		return child;
	}

	private double state(String state) {
		return this.registry.get("intercom.child.state").tag("name", "worker").tag("state", state).gauge().value();
	}

	private double gauge(String name) {
		return this.registry.get(name).tag("name", "worker").gauge().value();
	}

	private double exits(String code, String signal) {
		return this.registry.get("intercom.child.exits")
			.tag("name", "worker")
			.tag("code", code)
			.tag("signal", signal)
			.counter()
			.count();
	}

	private static CountDownLatch latch(Child child, Class<? extends ChildEvent> type, int count) {
		CountDownLatch latch = new CountDownLatch(count);
		child.onEvent((event) -> {
			if (type.isInstance(event)) {
				latch.countDown();
			}
		});
		return latch;
	}

	private static void await(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
	}

}
