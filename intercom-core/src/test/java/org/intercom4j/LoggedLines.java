package org.intercom4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * What one logger logs, kept from the console.
 */
final class LoggedLines implements AutoCloseable {

	private final Logger logger;

	private final AppenderBase<ILoggingEvent> appender;

	/** Collects the lines with their levels. */
	static LoggedLines collect(String logger, List<String> lines) {
		return new LoggedLines(logger, (event) -> lines.add(event.getLevel() + " " + event.getFormattedMessage()));
	}

	LoggedLines(String logger, Consumer<ILoggingEvent> consumer) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		this.appender = new Appender(consumer);
		this.appender.start();
		this.logger.setAdditive(false);
		this.logger.setLevel(Level.INFO);
		this.logger.addAppender(this.appender);
	}

	static List<String> list() {
		return new CopyOnWriteArrayList<>();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
		this.logger.setLevel(null);
	}

	private static final class Appender extends AppenderBase<ILoggingEvent> {

		private final Consumer<ILoggingEvent> consumer;

		Appender(Consumer<ILoggingEvent> consumer) {
			this.consumer = consumer;
		}

		@Override
		protected void append(ILoggingEvent event) {
			this.consumer.accept(event);
		}

	}

}
