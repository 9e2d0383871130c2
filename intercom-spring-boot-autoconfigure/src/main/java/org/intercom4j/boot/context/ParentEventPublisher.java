package org.intercom4j.boot.context;

import java.util.function.Consumer;

import org.intercom4j.Parent;
import org.intercom4j.ParentMessageEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the events of the parent as application events, on the parent's event thread,
 * in order. Nothing is delivered before the application context has started, so that no
 * listener misses an event. With the context the channel ends.
 *
 * @since 0.1.0
 */
public final class ParentEventPublisher implements Consumer<ParentMessageEvent>, SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(ParentEventPublisher.class);

	private final Parent parent;

	private final ApplicationEventPublisher publisher;

	/** Written by the thread that starts or stops the context. */
	private volatile boolean running;

	/** Written when the context is closed, read on the event thread. */
	private volatile boolean closed;

	/**
	 * Creates a publisher.
	 * @param parent the parent, whose events are deferred
	 * @param publisher the application context
	 */
	public ParentEventPublisher(Parent parent, ApplicationEventPublisher publisher) {
		this.parent = parent;
		this.publisher = publisher;
		parent.onMessage(this);
	}

	/**
	 * Publishes an event, unless the context is closed. A listener that fails is logged
	 * and stops no later event.
	 * @param event the event
	 */
	@Override
	public void accept(ParentMessageEvent event) {
		if (this.closed) {
			return;
		}
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Parent: an application listener of event '{}' failed", event.name(), ex);
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.parent.deliver();
	}

	/** What comes while the context is paused is published too. */
	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		this.closed = true;
		this.parent.offMessage(this);
		this.parent.deliver();
		this.parent.disconnect();
	}

}
