package org.intercom4j.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildState;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Asks the children that are written in other languages.
 */
@Component
class Scripts {

	private static final int TIME_LIMIT_SECONDS = 20;

	private final Child outliner;

	private final Child evaluator;

	Scripts(@Qualifier("outliner") Child outliner, @Qualifier("evaluator") Child evaluator) {
		this.outliner = outliner;
		this.evaluator = evaluator;
	}

	/**
	 * The classes and functions of Python source.
	 */
	CompletableFuture<Object> outline(String source) {
		return ask(this.outliner, "outline", source);
	}

	/**
	 * The value of a JavaScript expression.
	 */
	CompletableFuture<Object> evaluate(String expression) {
		return ask(this.evaluator, "evaluate", expression);
	}

	private static CompletableFuture<Object> ask(Child child, String event, String text) {
		if (child.state() == ChildState.NEW) {
			throw new IllegalStateException("The interpreter of " + child.name() + " is not installed");
		}
		Answer answer = new Answer();
		child.emit(event, text, answer);
		return answer.result.orTimeout(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	private static final class Answer implements Callback {

		private final CompletableFuture<Object> result = new CompletableFuture<>();

		@Override
		public void call(CallArguments answer) {
			String refusal = answer.get(0, String.class);
			if (refusal != null) {
				this.result.completeExceptionally(new ScriptException(refusal, null));
			}
			else {
				this.result.complete(answer.get(1));
			}
		}

		@Override
		public void closed(SessionClosedException reason) {
			this.result.completeExceptionally(new ScriptException("The child ended before it had answered", reason));
		}

	}

}
