package org.intercom4j.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what only another language can: the outline of Python source, the value of a
 * JavaScript expression.
 */
@RestController
class ScriptController {

	private final Scripts scripts;

	ScriptController(Scripts scripts) {
		this.scripts = scripts;
	}

	@PostMapping(path = "/outlines", produces = MediaType.APPLICATION_JSON_VALUE)
	CompletableFuture<Object> outline(@RequestBody String source) {
		return this.scripts.outline(source);
	}

	@PostMapping(path = "/values", produces = MediaType.APPLICATION_JSON_VALUE)
	CompletableFuture<Value> evaluate(@RequestBody String expression) {
		return this.scripts.evaluate(expression).thenApply(Value::new);
	}

	@ExceptionHandler
	ProblemDetail refused(ScriptException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler({ TimeoutException.class, IllegalStateException.class })
	ProblemDetail unavailable(Exception ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(ex.getMessage()));
	}

	/**
	 * The answer.
	 *
	 * @param value what the expression gave
	 */
	record Value(Object value) {
	}

}
