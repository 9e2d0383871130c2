package org.intercom4j.boot.actuate.endpoint;

import org.intercom4j.Child;
import org.intercom4j.ChildExitEvent;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.ChildRpcReadyEvent;
import org.intercom4j.ChildStderrEvent;
import org.intercom4j.ChildStdoutEvent;
import org.intercom4j.boot.EventRecorder;
import org.intercom4j.boot.Processes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint and the health over HTTP, with children that run.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=*", "management.endpoint.health.show-details=always",
				"intercom.children.echo.script=org.intercom4j.boot.programs.Echo",
				"intercom.children.echo.options=--password,hunter2", "intercom.children.echo.env.API_KEY=hunter2",
				"intercom.children.idle.command=sleep,600", "intercom.children.idle.restart.delay=0",
				"intercom.children.calm.command=sleep,600", "intercom.children.later.command=no-such-program",
				"intercom.children.later.restart.policy=never", "intercom.children.later.auto-startup=false",
				"intercom.children.extra.script=no/such/script", "intercom.children.extra.optional=true" })
@AutoConfigureRestTestClient
@DirtiesContext
class IntercomEndpointHttpTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private EventRecorder events;

	@Autowired
	@Qualifier("echo")
	private Child echo;

	@Autowired
	@Qualifier("idle")
	private Child idle;

	@BeforeEach
	void awaitChildren() {
		post("/actuator/intercom/idle/start", 200);
		this.events.await(ChildRpcReadyEvent.class);
	}

	@Test
	void listWhenAskedThenHasAllChildren() {
		get("/actuator/intercom", 200).jsonPath("$.children.echo.state")
			.isEqualTo("RUNNING")
			.jsonPath("$.children.echo.desired")
			.isEqualTo("running")
			.jsonPath("$.children.echo.ready")
			.isEqualTo(true)
			.jsonPath("$.children.echo.pid")
			.isEqualTo((int) Processes.of(this.echo).pid())
			.jsonPath("$.children.echo.incarnation")
			.isEqualTo(1)
			.jsonPath("$.children.echo.restarts")
			.isEqualTo(0)
			.jsonPath("$.children.echo.startedAt")
			.isNotEmpty()
			.jsonPath("$.children.echo.uptime")
			.isNotEmpty()
			.jsonPath("$.children.echo.queued")
			.isEqualTo(0)
			.jsonPath("$.children.echo.options[1]")
			.isEqualTo("******")
			.jsonPath("$.children.echo.env.API_KEY")
			.isEqualTo("******")
			.jsonPath("$.children.extra.state")
			.isEqualTo("NEW");
	}

	@Test
	void childWhenUnknownThenIsNotFound() {
		get("/actuator/intercom/idle", 200).jsonPath("$.script").isEqualTo("sleep");
		this.client.get().uri("/actuator/intercom/nobody").exchange().expectStatus().isNotFound();
		this.client.get().uri("/actuator/intercom/nobody/output").exchange().expectStatus().isNotFound();
		this.client.get().uri("/actuator/intercom/nobody/crashes").exchange().expectStatus().isNotFound();
		this.client.get().uri("/actuator/intercom/idle/secrets").exchange().expectStatus().isNotFound();
		this.client.post().uri("/actuator/intercom/nobody/start").exchange().expectStatus().isNotFound();
	}

	@Test
	void outputWhenChildWroteThenHasItsLines() {
		this.events.await(ChildStdoutEvent.class, 1, (event) -> event.line().equals("echo is up"));
		this.events.await(ChildStderrEvent.class, 1, (event) -> event.line().equals("echo has no errors"));
		get("/actuator/intercom/echo/output", 200).jsonPath("$.lines[?(@.stream == 'stdout')].text")
			.isEqualTo("echo is up")
			.jsonPath("$.lines[?(@.stream == 'stderr')].text")
			.isEqualTo("echo has no errors");
	}

	@Test
	void postWhenActionsFollowEachOtherThenStateAndHealthFollow() {
		long first = Processes.of(this.idle).pid();
		post("/actuator/intercom/idle/restart", 200).jsonPath("$.state")
			.isEqualTo("RUNNING")
			.jsonPath("$.lastExit.signal")
			.isEqualTo("SIGTERM")
			.jsonPath("$.lastCrash.pid")
			.isEqualTo((int) first);
		post("/actuator/intercom/idle/start", 200).jsonPath("$.state").isEqualTo("RUNNING");
		post("/actuator/intercom/idle/stop", 200).jsonPath("$.state").isEqualTo("STOPPED");
		get("/actuator/health/intercom/idle", 503).jsonPath("$.status")
			.isEqualTo("OUT_OF_SERVICE")
			.jsonPath("$.details.reason")
			.isEqualTo("it was stopped");
		post("/actuator/intercom/idle/stop", 200).jsonPath("$.state").isEqualTo("STOPPED");
		post("/actuator/intercom/idle/start", 200).jsonPath("$.state").isEqualTo("RUNNING");
		get("/actuator/health/intercom/idle", 200).jsonPath("$.status").isEqualTo("UP");
	}

	@Test
	void childWhenKilledThenCrashIsReported() {
		ProcessHandle process = Processes.of(this.idle);
		process.destroyForcibly();
		this.events.await(ChildExitEvent.class, 1, (event) -> event.report().pid() == process.pid());
		get("/actuator/intercom/idle", 200).jsonPath("$.lastCrash.pid")
			.isEqualTo((int) process.pid())
			.jsonPath("$.lastCrash.signal")
			.isEqualTo("SIGKILL")
			.jsonPath("$.lastExit.signal")
			.isEqualTo("SIGKILL")
			.jsonPath("$.lastCrash.decision")
			.isEqualTo("restart");
	}

	@Test
	void crashesWhenTheChildWasKilledTwiceThenHasBothNewestFirst() {
		long first = kill();
		long second = kill();
		get("/actuator/intercom/idle/crashes", 200).jsonPath("$.crashes[0].pid")
			.isEqualTo((int) second)
			.jsonPath("$.crashes[0].signal")
			.isEqualTo("SIGKILL")
			.jsonPath("$.crashes[0].pendingCalls")
			.isEqualTo(0)
			.jsonPath("$.crashes[0].reason")
			.isNotEmpty()
			.jsonPath("$.crashes[0].hint")
			.value(String.class, (hint) -> assertThat(hint).startsWith("Code 137"))
			.jsonPath("$.crashes[1].pid")
			.isEqualTo((int) first);
	}

	@Test
	void crashesWhenTheChildCannotBeStartedThenSaysWhatToDo() {
		post("/actuator/intercom/later/start", 500);
		get("/actuator/intercom/later/crashes", 200).jsonPath("$.crashes[0].pid")
			.doesNotExist()
			.jsonPath("$.crashes[0].reason")
			.value(String.class, (reason) -> assertThat(reason).startsWith("command 'no-such-program' was not found"))
			.jsonPath("$.crashes[0].hint")
			.isEqualTo("Install the program, or give its whole path.");
	}

	@Test
	void crashesWhenTheChildWasOnlyStoppedThenHasNone() {
		get("/actuator/intercom/calm/crashes", 200).json("{\"crashes\": []}");
		post("/actuator/intercom/calm/restart", 200);
		post("/actuator/intercom/calm/stop", 200);
		get("/actuator/intercom/calm/crashes", 200).json("{\"crashes\": []}");
	}

	private long kill() {
		ProcessHandle process = Processes.of(this.idle);
		process.destroyForcibly();
		int killed = this.events.await(ChildExitEvent.class, 1, (event) -> event.report().pid() == process.pid())
			.report()
			.incarnation();
		this.events.await(ChildRestartEvent.class, 1,
				(event) -> event.child().equals("idle") && event.info().incarnation() > killed);
		return process.pid();
	}

	@Test
	void postWhenActionIsUnknownThenNamesAllowed() {
		post("/actuator/intercom/idle/explode", 400).json("""
				{"message": "Unknown action 'explode'. Allowed are: start, stop, restart",
				 "actions": ["start", "stop", "restart"]}""");
	}

	@Test
	void postWhenChildCannotBeStartedThenSaysWhy() {
		post("/actuator/intercom/later/start", 500).jsonPath("$.state")
			.isEqualTo("GIVEN_UP")
			.jsonPath("$.startFailure")
			.value(String.class, (reason) -> assertThat(reason)
				.startsWith("Child 'later': command 'no-such-program' was not found in PATH"));
	}

	@Test
	void healthWhenAskedThenHasAllChildren() {
		get("/actuator/health/intercom/echo", 200).jsonPath("$.status")
			.isEqualTo("UP")
			.jsonPath("$.details.restarts")
			.isEqualTo(0);
		get("/actuator/health/intercom/extra", 200).jsonPath("$.status").isEqualTo("UNKNOWN");
	}

	private BodyContentSpec get(String path, int status) {
		return this.client.get().uri(path).exchange().expectStatus().isEqualTo(status).expectBody();
	}

	private BodyContentSpec post(String path, int status) {
		return this.client.post().uri(path).exchange().expectStatus().isEqualTo(status).expectBody();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(EventRecorder.class)
	static class Application {

	}

}
