package org.intercom4j.boot.actuate.endpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildState;
import org.intercom4j.Intercom;
import org.intercom4j.process.StopTimeouts;
import org.intercom4j.supervisor.BackoffPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class IntercomEndpointTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@Test
	void childWhenValuesAreNotShownThenSanitizesArgumentsAndEnvironment() {
		declareSecrets();
		ChildDescriptor descriptor = endpoint(Show.NEVER).child("secret");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.script()).isEqualTo("psql");
		assertThat(descriptor.options()).containsExactly("******", "******", "******");
		assertThat(descriptor.env()).isEqualTo(Map.of("PGPASSWORD", "******", "PGUSER", "******"));
		assertThat(descriptor.cwd()).isEqualTo("/tmp");
		assertThat(descriptor.toString()).doesNotContain("hunter2", "db.example", "admin");
	}

	@Test
	void childWhenValuesAreShownThenFunctionsStillSanitize() {
		declareSecrets();
		SanitizingFunction function = SanitizingFunction.sanitizeValue().ifKeyEquals("PGPASSWORD");
		ChildDescriptor descriptor = endpoint(Show.ALWAYS, function).child("secret");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.options()).containsExactly("--host", "db.example", "--quiet");
		assertThat(descriptor.env()).isEqualTo(Map.of("PGPASSWORD", "******", "PGUSER", "admin"));
	}

	@Test
	void performWhenValuesAreShownToTheAuthorizedOnlyThenHidesThem() {
		declareSecrets();
		assertThat(endpoint(Show.WHEN_AUTHORIZED).perform("secret", "stop")).isNotNull()
			.satisfies((descriptor) -> assertThat(descriptor.options()).containsOnly("******"));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void childWhenItRunsThenTellsWhatItUses() throws Exception {
		Child child = this.intercom.child("worker", ChildOptions.command("sleep", "600").build());
		ChildDescriptor before = endpoint(Show.NEVER).child("worker");
		assertThat(before).isNotNull();
		assertThat(before.residentSize()).isNull();
		child.start().get(60, TimeUnit.SECONDS);
		ChildDescriptor descriptor = endpoint(Show.NEVER).child("worker");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.cpuTime()).isNotNull();
		assertThat(descriptor.residentSize()).isPositive();
		assertThat(descriptor.threads()).isOne();
		assertThat(descriptor.openFiles()).isGreaterThanOrEqualTo(3);
	}

	@Test
	void performWhenChildIsUnknownThenIsNull() {
		assertThat(endpoint(Show.NEVER).perform("nobody", "start")).isNull();
	}

	@Test
	void performWhenActionIsUnknownThenNamesAllowed() {
		declareSecrets();
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> endpoint(Show.NEVER).perform("secret", "explode"))
			.withMessage("Unknown action 'explode'. Allowed are: start, stop, restart");
	}

	@Test
	void performWhenChildWasGivenUpThenStopAcknowledges() throws Exception {
		Child child = this.intercom.child("broken", ChildOptions.command("no-such-program").max(1).build());
		assertThat(child.start().handle((info, failure) -> failure).get(60, TimeUnit.SECONDS)).isNotNull();
		assertThat(child.state()).isEqualTo(ChildState.GIVEN_UP);
		ChildDescriptor descriptor = endpoint(Show.NEVER).perform("broken", "stop");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.state()).isEqualTo(ChildState.STOPPED);
	}

	@Test
	void childWhenBackingOffThenTellsWhenTheNextStartComes() throws Exception {
		BackoffPolicy patient = BackoffPolicy.builder()
			.delay(Duration.ofHours(1))
			.maxDelay(Duration.ofHours(1))
			.jitter(0)
			.build();
		Child child = this.intercom.child("missing", ChildOptions.command("no-such-program").restart(patient).build());
		Instant before = Instant.now();
		assertThat(child.start().handle((info, failure) -> failure).get(60, TimeUnit.SECONDS)).isNotNull();
		ChildDescriptor descriptor = endpoint(Show.NEVER).child("missing");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.state()).isEqualTo(ChildState.BACKING_OFF);
		assertThat(descriptor.nextRestartAt()).isBetween(before.plus(Duration.ofHours(1)),
				Instant.now().plus(Duration.ofHours(1)));
		descriptor = endpoint(Show.NEVER).perform("missing", "stop");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.state()).isEqualTo(ChildState.STOPPED);
		assertThat(descriptor.nextRestartAt()).isNull();
	}

	@Test
	void performWhenRestartIsAskedWhileStoppingThenStartsAfterwards() throws Exception {
		Child child = this.intercom.child("worker", ChildOptions.command("sleep", "600").build());
		child.start().get(60, TimeUnit.SECONDS);
		CompletableFuture<?> stop = child.stop();
		ChildDescriptor descriptor = endpoint(Show.NEVER).perform("worker", "restart");
		assertThat(descriptor).isNotNull();
		assertThat(descriptor.state()).isEqualTo(ChildState.RUNNING);
		assertThat(descriptor.incarnation()).isEqualTo(2);
		stop.get(60, TimeUnit.SECONDS);
	}

	@Test
	void waitWhenActionTakesTooLongThenIsPending() {
		Child child = mock(Child.class);
		StopTimeouts noTime = new StopTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofNanos(1));
		given(child.options()).willReturn(ChildOptions.command("sleep").stop(noTime).build());
		given(child.state()).willReturn(ChildState.RUNNING);
		given(child.restart()).willReturn(new CompletableFuture<>());
		assertThat(ActionResult.of(ChildAction.RESTART, child, Duration.ofMillis(1))).isEqualTo(ActionResult.PENDING);
	}

	@Test
	void waitWhenInterruptedThenKeepsTheInterrupt() {
		Child child = mock(Child.class);
		given(child.options()).willReturn(ChildOptions.command("sleep").build());
		given(child.state()).willReturn(ChildState.RUNNING);
		given(child.restart()).willReturn(new CompletableFuture<>());
		Thread.currentThread().interrupt();
		assertThat(ActionResult.of(ChildAction.RESTART, child, Duration.ofSeconds(60))).isEqualTo(ActionResult.PENDING);
		assertThat(Thread.interrupted()).isTrue();
	}

	private void declareSecrets() {
		this.intercom.child("secret",
				ChildOptions.command("psql", "--host", "db.example")
					.options(List.of("--quiet"))
					.env(Map.of("PGPASSWORD", "hunter2", "PGUSER", "admin"))
					.cwd(Path.of("/tmp"))
					.build());
	}

	private IntercomEndpoint endpoint(Show showValues, SanitizingFunction... functions) {
		return new IntercomEndpoint(this.intercom, Set.of(functions), showValues);
	}

}
