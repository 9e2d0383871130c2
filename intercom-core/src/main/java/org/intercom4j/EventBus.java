package org.intercom4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.DnodeSession;
import org.intercom4j.dnode.PreparedArguments;
import org.intercom4j.dnode.SessionClosedException;
import org.intercom4j.dnode.SessionOptions;
import org.intercom4j.emitter.Arguments;
import org.intercom4j.emitter.ArgumentConverter;
import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.emitter.Event;
import org.intercom4j.emitter.EventEmitter;
import org.intercom4j.emitter.EventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event side of a peer: its emitter, its event thread, and the way of events to and
 * from the channel. Everything that reaches listeners runs in the lane.
 */
final class EventBus {

	/** Wildcards with delimiter {@code ::}, as in the original. */
	static final EmitterOptions DEFAULT_OPTIONS = EmitterOptions.builder().wildcard(true).delimiter("::").build();

	private static final Logger logger = LoggerFactory.getLogger(EventBus.class);

	private static final String LOCAL_ERROR = "Local RPC Session error occured!";

	private final String owner;

	private final EmitterOptions options;

	private final ArgumentConverter converter;

	private final EventEmitter emitter;

	private final EventLane lane;

	private final SessionOptions sessionOptions;

	private final PeerObserver observer;

	private final Outbox outbox;

	private final LongAdder sent = new LongAdder();

	private final LongAdder received = new LongAdder();

	EventBus(String owner, BusOptions busOptions, Executor threads, PeerObserver observer) {
		this.owner = owner;
		this.options = busOptions.emitter().toBuilder().ignoreErrors(true).build();
		this.lane = new EventLane("intercom-" + busOptions.name() + "-events", threads);
		this.converter = converter(busOptions.session());
		this.emitter = new EventEmitter(this.options, this.converter, this::invoke);
		this.sessionOptions = busOptions.session().toBuilder().executor(this.lane).build();
		this.observer = observer;
		this.outbox = new Outbox(busOptions.queueCapacity());
	}

	private static ArgumentConverter converter(SessionOptions session) {
		return (value, type) -> {
			JsonMapper mapper = session.jsonMapper();
			return mapper.convertValue(value, mapper.constructType(type));
		};
	}

	EventEmitter emitter() {
		return this.emitter;
	}

	EventLane lane() {
		return this.lane;
	}

	Outbox outbox() {
		return this.outbox;
	}

	SessionOptions sessionOptions() {
		return this.sessionOptions;
	}

	/** Prepares on the calling thread what the first object would wait for. */
	void warmUp() {
		this.sessionOptions.warmUp();
	}

	/** Events that were sent or wait for the channel. */
	long sent() {
		return this.sent.sum();
	}

	long received() {
		return this.received.sum();
	}

	PeerObserver observer() {
		return this.observer;
	}

	String owner() {
		return this.owner;
	}

	void emit(Object event, @Nullable Object... arguments) {
		String name = joined(event);
		if (ReservedEvents.contains(name)) {
			refuse("Received forbidden event!", name, Arrays.asList(arguments));
			return;
		}
		@Nullable Object[] frame = new @Nullable Object[arguments.length + 1];
		frame[0] = event;
		System.arraycopy(arguments, 0, frame, 1, arguments.length);
		send(DnodeSession.prepare(this.sessionOptions, frame));
		hand(name, () -> this.emitter.emitLiteral(name, Arguments.of(this.converter, arguments)));
	}

	private void send(PreparedArguments event) {
		try {
			this.outbox.send(event);
			this.sent.increment();
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException(
					"%s: the event was not sent, because %s".formatted(this.owner, ex.getMessage()), ex);
		}
	}

	void localEmit(String event, @Nullable Object... arguments) {
		hand(event, () -> this.emitter.emit(event, arguments));
	}

	/**
	 * In the lane at once, so that a failing listener is the emitter's own; else later.
	 */
	private void hand(String event, Runnable emit) {
		if (this.lane.isCurrentThread()) {
			emit.run();
		}
		else if (this.emitter.hasListeners(event) || !this.emitter.listenersAny().isEmpty()) {
			this.lane.execute(() -> guarded(emit));
		}
	}

	/** One of the peer's own events: to the listeners, then to the observer. */
	void fireNow(String event, Runnable observed, @Nullable Object... arguments) {
		guarded(() -> this.emitter.emit(event, arguments));
		observe(observed);
	}

	/**
	 * An event from the other process; its name is taken as it is, never as a pattern.
	 */
	void receive(CallArguments frame) {
		Object event = frame.get(0);
		if (!(event instanceof String) && !(event instanceof List)) {
			throw new IllegalArgumentException(
					"Expected the name of an event as first argument but was '%s'".formatted(event));
		}
		String name = joined(event);
		this.received.increment();
		Arguments arguments = new ReceivedArguments(frame.from(1));
		if (ReservedEvents.contains(name)) {
			refuse("Received forbidden event from twin process!", name, arguments.toList());
			return;
		}
		this.observer.arrives(name);
		try {
			this.emitter.emitLiteral(name, arguments);
		}
		finally {
			observe(() -> this.observer.message(new ReceivedEvent(name, arguments)));
		}
	}

	private String joined(Object event) {
		if (event instanceof List<?> segments) {
			return String.join(this.options.delimiter(), segments.stream().map(String::valueOf).toList());
		}
		return (String) event;
	}

	private void refuse(String message, String name, List<@Nullable Object> arguments) {
		List<@Nullable Object> refused = new ArrayList<>();
		refused.add(name);
		refused.addAll(arguments);
		error(message, null, refused, message, refused);
	}

	/** What the channel or a listener got wrong, in the words of the original. */
	void localError(Throwable cause) {
		error(LOCAL_ERROR, cause, List.of(), LOCAL_ERROR, cause);
	}

	void remoteError(Throwable cause) {
		String message = "Remote RPC Session error occured!";
		error(message, cause, List.of(), message, cause);
	}

	void error(String message, @Nullable Throwable cause, List<@Nullable Object> refused,
			@Nullable Object... arguments) {
		this.lane.executeInTurn(() -> errorNow(message, cause, refused, arguments));
	}

	private void errorNow(String message, @Nullable Throwable cause, List<@Nullable Object> refused,
			@Nullable Object... arguments) {
		logger.warn("{}: {} {}", this.owner, message, refused.isEmpty() ? "" : refused, cause);
		try {
			this.emitter.emit("error", arguments);
		}
		catch (RuntimeException | Error ex) {
			logger.error("{}: a listener of 'error' failed", this.owner, ex);
		}
		observe(() -> this.observer.error(message, cause, refused));
	}

	/** No channel is to come: what waits for it is counted in a warning. */
	void closeOutbox(String reason) {
		int dropped = dropQueue(reason);
		if (dropped > 0) {
			warn("%s could not be delivered, because %s".formatted(counted(dropped, "event"), reason));
		}
	}

	/**
	 * No channel is to come: the callbacks of what waits for it are told.
	 * @return how many events are dropped
	 */
	int dropQueue(String reason) {
		List<PreparedArguments> dropped = this.outbox.close(reason);
		SessionClosedException told = new SessionClosedException(new IllegalStateException(reason));
		dropped.forEach((event) -> this.lane.execute(() -> guarded(() -> event.abandon(told))));
		return dropped.size();
	}

	static String counted(int count, String noun) {
		return count + " " + noun + ((count == 1) ? "" : "s");
	}

	/** In the lane at once: what was lost is told before the exit that follows. */
	void warn(String message) {
		logger.warn("{}: {}", this.owner, message);
		this.lane.executeInTurn(() -> fireNow("warn", () -> this.observer.warn(message), message));
	}

	private void guarded(Runnable emit) {
		try {
			emit.run();
		}
		catch (RuntimeException | Error ex) {
			localError(ex);
		}
	}

	private void observe(Runnable observed) {
		try {
			observed.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("{}: an observer of its events failed", this.owner, ex);
		}
	}

	private void invoke(EventListener listener, Event event) throws Exception {
		try {
			listener.onEvent(event);
		}
		catch (Exception | Error ex) {
			logger.warn("{}: listener {} of event '{}' failed: {}", this.owner, listener, event.name(), ex.toString());
			throw ex;
		}
	}

}
