package org.intercom4j.benchmarks;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * An appender that costs next to nothing, the only one of its JVM.
 */
final class CountingAppender extends AppenderBase<ILoggingEvent> {

	/** The parent of the loggers that children's output goes to. */
	private static final String CHILDREN = "org.intercom4j.child";

	private LineCounter counter = new LineCounter();

	static CountingAppender install() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.reset();
		CountingAppender appender = new CountingAppender();
		appender.setContext(context);
		appender.start();
		context.getLogger(CHILDREN).addAppender(appender);
		return appender;
	}

	/**
	 * Counts from none again, between two children.
	 */
	LineCounter begin() {
		this.counter = new LineCounter();
		return this.counter;
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.counter.line();
	}

}
