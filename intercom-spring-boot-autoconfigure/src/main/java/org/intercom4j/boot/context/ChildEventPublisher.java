package org.intercom4j.boot.context;

import java.util.function.Consumer;

import org.intercom4j.ChildEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to children as application events, on each child's event thread,
 * in order. A listener that fails is logged and stops no later event.
 *
 * @since 0.1.0
 */
public final class ChildEventPublisher implements Consumer<ChildEvent> {

	private static final Logger logger = LoggerFactory.getLogger(ChildEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	/** Written when the context is closed, read on event threads. */
	private volatile boolean closed;

	/**
	 * Creates a publisher.
	 * @param publisher the application context
	 */
	public ChildEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Publishes an event, unless the context is closed.
	 * @param event the event
	 */
	@Override
	public void accept(ChildEvent event) {
		if (this.closed) {
			return;
		}
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			report(event, ex);
		}
	}

	private void report(ChildEvent event, Throwable failure) {
		String kind = event.getClass().getSimpleName();
		if (this.closed) {
			logger.debug("Child '{}': {} came while the context was closing", event.child(), kind, failure);
			return;
		}
		logger.error("Child '{}': an application listener of {} failed", event.child(), kind, failure);
	}

	/** Nothing is published from now on. */
	void close() {
		this.closed = true;
	}

}
