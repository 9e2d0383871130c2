package org.intercom4j.lifecycle;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What is logged about one child: the lines that it wrote and the errors of its events.
 */
final class VectorLogs implements AutoCloseable {

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final Logger ofChild;

	private final Logger ofEvents = logger("org.intercom4j.EventBus");

	private final Collector outputCollector = new Collector(this.output, "");

	private final Collector errorCollector;

	VectorLogs(String child) {
		this.ofChild = logger("org.intercom4j.child." + child);
		this.ofChild.setLevel(Level.INFO);
		this.ofChild.setAdditive(false);
		this.errorCollector = new Collector(this.errors, "Child '" + child + "':");
		this.outputCollector.start();
		this.errorCollector.start();
		this.ofChild.addAppender(this.outputCollector);
		this.ofEvents.addAppender(this.errorCollector);
	}

	/** Keeps from the console what the vectors bring about in masses. */
	static void quiet(boolean quiet) {
		logger("org.intercom4j.Child").setAdditive(!quiet);
		logger("org.intercom4j.EventBus").setAdditive(!quiet);
	}

	private static Logger logger(String name) {
		return (Logger) LoggerFactory.getLogger(name);
	}

	List<String> output() {
		return this.output;
	}

	List<String> errors() {
		return this.errors;
	}

	@Override
	public void close() {
		this.ofChild.detachAppender(this.outputCollector);
		this.ofEvents.detachAppender(this.errorCollector);
	}

	/** Collects the messages that begin so. */
	private static final class Collector extends AppenderBase<ILoggingEvent> {

		private final List<String> messages;

		private final String beginning;

		Collector(List<String> messages, String beginning) {
			this.messages = messages;
			this.beginning = beginning;
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (event.getFormattedMessage().startsWith(this.beginning)) {
				this.messages.add(event.getFormattedMessage());
			}
		}

	}

}
