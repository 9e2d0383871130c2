package org.intercom4j.sample;

import org.intercom4j.Child;
import org.intercom4j.ChildState;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The children in other languages. Where an interpreter is missing the tests are skipped,
 * and say so; with the environment variable CI they fail.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class ScriptChildrenTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	@Qualifier("outliner")
	private Child outliner;

	@Autowired
	@Qualifier("evaluator")
	private Child evaluator;

	@Test
	void outlinesWhenPythonIsPostedThenAnswersItsOutline() {
		require(this.outliner);
		post("/outlines", "class A:\n    def b(self): pass\n\nasync def c(): pass\n").expectStatus()
			.isOk()
			.expectBody()
			.json("""
					[{"kind": "class", "name": "A", "line": 1, "members":
					    [{"kind": "function", "name": "b", "line": 2, "members": []}]},
					 {"kind": "async function", "name": "c", "line": 4, "members": []}]""");
	}

	@Test
	void outlinesWhenSomethingElseIsPostedThenRefuses() {
		require(this.outliner);
		post("/outlines", "public class A {}").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).startsWith("This is no Python: invalid syntax"));
	}

	@Test
	void valuesWhenAnExpressionIsPostedThenAnswersItsValue() {
		require(this.evaluator);
		post("/values", "[1, 2, 3].map((n) => n ** 2)").expectStatus()
			.isOk()
			.expectBody()
			.json("{\"value\": [1, 4, 9]}");
	}

	@Test
	void valuesWhenTheExpressionNeverEndsThenRefusesAndTheNextWorks() {
		require(this.evaluator);
		post("/values", "(() => { for (;;); })()").expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("This cannot be evaluated: Script execution timed out after 500ms");
		post("/values", "'still ' + 'here'").expectStatus().isOk().expectBody().json("{\"value\": \"still here\"}");
	}

	private RestTestClient.ResponseSpec post(String path, String body) {
		return this.client.post().uri(path).contentType(MediaType.TEXT_PLAIN).body(body).exchange();
	}

	private static void require(Child child) {
		boolean started = child.state() != ChildState.NEW;
		if (System.getenv("CI") != null) {
			assertThat(started).as("the interpreter of '%s' must be installed where CI runs", child.name()).isTrue();
		}
		Assumptions.assumeTrue(started, () -> "skipped, because the interpreter of " + child.name() + " is missing");
	}

}
