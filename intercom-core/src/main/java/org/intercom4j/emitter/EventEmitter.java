package org.intercom4j.emitter;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emits events to the listeners of their names, by the rules of EventEmitter2. Listeners
 * run one after another on the thread that emits: the any listeners, then those of the
 * matching names, the literal segment before {@code *} before {@code **}, and within a
 * name in the order of their registration. All methods may be called from any thread; no
 * lock is held while a listener runs.
 *
 * @since 0.1.0
 */
public final class EventEmitter implements EventSource<EventEmitter>, EventSink, ListenerQueries {

	private static final Logger logger = LoggerFactory.getLogger(EventEmitter.class);

	private final NameSyntax syntax;

	private final ArgumentConverter converter;

	private final AnyListeners anyListeners = new AnyListeners();

	private final ListenerLookup lookup;

	private final Dispatcher dispatcher;

	private final Registrar registrar;

	/**
	 * Creates an emitter that converts no arguments.
	 * @param options the options
	 */
	public EventEmitter(EmitterOptions options) {
		this(options, ArgumentConverter.refusing(), ListenerInvoker.direct());
	}

	/**
	 * Creates an emitter that logs its warnings.
	 * @param options the options
	 * @param converter converts arguments to the types that listeners want
	 * @param invoker calls the listeners
	 */
	public EventEmitter(EmitterOptions options, ArgumentConverter converter, ListenerInvoker invoker) {
		this(options, converter, invoker, (warning) -> logger.warn("{}", warning.message()));
	}

	/**
	 * Creates an emitter.
	 * @param options the options
	 * @param converter converts arguments to the types that listeners want
	 * @param invoker calls the listeners
	 * @param warnings takes the warnings about too many listeners, on the thread that
	 * registers
	 */
	public EventEmitter(EmitterOptions options, ArgumentConverter converter, ListenerInvoker invoker,
			Consumer<MaxListenersWarning> warnings) {
		this.syntax = new NameSyntax(options.wildcard(), options.delimiter());
		this.converter = converter;
		this.lookup = new ListenerLookup(this.syntax);
		Dispatcher dispatcher = new Dispatcher(this.lookup, this.anyListeners, invoker, options.ignoreErrors());
		this.dispatcher = dispatcher;
		this.registrar = new Registrar(this.lookup.tree(), this.anyListeners, options, dispatcher::emit, warnings);
	}

	@Override
	public boolean emit(String event, @Nullable Object... arguments) {
		return this.dispatcher.emit(new ValueEvent(event, this.converter, arguments));
	}

	@Override
	public boolean emit(List<String> event, @Nullable Object... arguments) {
		EventName name = this.syntax.parse(event);
		return this.dispatcher.emit(name, new ValueEvent(name.text(), this.converter, arguments));
	}

	@Override
	public boolean emit(String event, Arguments arguments) {
		return this.dispatcher.emit(new ForwardedEvent(event, arguments));
	}

	@Override
	public boolean emit(List<String> event, Arguments arguments) {
		EventName name = this.syntax.parse(event);
		return this.dispatcher.emit(name, new ForwardedEvent(name.text(), arguments));
	}

	@Override
	public boolean emitLiteral(String event, Arguments arguments) {
		return this.dispatcher.emitLiteral(this.syntax.parse(event), new ForwardedEvent(event, arguments));
	}

	@Override
	public boolean emitLiteral(List<String> event, Arguments arguments) {
		EventName name = this.syntax.parse(event);
		return this.dispatcher.emitLiteral(name, new ForwardedEvent(name.text(), arguments));
	}

	/**
	 * Emits an event and collects the results of its listeners in the order of their
	 * calls; that of a plain {@link EventListener} is {@code null}.
	 * @param event the name or pattern
	 * @param arguments the arguments
	 * @return the results, or the first failure
	 */
	public CompletableFuture<List<@Nullable Object>> emitAsync(String event, @Nullable Object... arguments) {
		return this.dispatcher.emitAsync(this.syntax.parse(event), Arguments.of(this.converter, arguments));
	}

	/**
	 * Emits an event like {@link #emitAsync(String, Object...)}.
	 * @param event the segments of the name, which are not cut again
	 * @param arguments the arguments
	 * @return the results, or the first failure
	 */
	public CompletableFuture<List<@Nullable Object>> emitAsync(List<String> event, @Nullable Object... arguments) {
		return this.dispatcher.emitAsync(this.syntax.parse(event), Arguments.of(this.converter, arguments));
	}

	/**
	 * Changes the maximum of listeners of one name.
	 * @param maximum the maximum, no limit below one
	 * @return this
	 */
	public EventEmitter setMaxListeners(int maximum) {
		this.registrar.maxListeners(maximum);
		return this;
	}

	/**
	 * The maximum of listeners of one name.
	 * @return the maximum
	 */
	public int getMaxListeners() {
		return this.registrar.maxListeners();
	}

	@Override
	public EventEmitter on(String event, EventListener listener) {
		this.registrar.add(this.syntax.parse(event), listener, false);
		return this;
	}

	@Override
	public EventEmitter on(List<String> event, EventListener listener) {
		this.registrar.add(this.syntax.parse(event), listener, false);
		return this;
	}

	@Override
	public EventEmitter many(String event, int times, EventListener listener) {
		this.registrar.addCounted(this.syntax.parse(event), times, listener, false);
		return this;
	}

	@Override
	public EventEmitter many(List<String> event, int times, EventListener listener) {
		this.registrar.addCounted(this.syntax.parse(event), times, listener, false);
		return this;
	}

	@Override
	public EventEmitter prependListener(String event, EventListener listener) {
		this.registrar.add(this.syntax.parse(event), listener, true);
		return this;
	}

	@Override
	public EventEmitter prependListener(List<String> event, EventListener listener) {
		this.registrar.add(this.syntax.parse(event), listener, true);
		return this;
	}

	@Override
	public EventEmitter prependMany(String event, int times, EventListener listener) {
		this.registrar.addCounted(this.syntax.parse(event), times, listener, true);
		return this;
	}

	@Override
	public EventEmitter prependMany(List<String> event, int times, EventListener listener) {
		this.registrar.addCounted(this.syntax.parse(event), times, listener, true);
		return this;
	}

	@Override
	public EventEmitter off(String event, EventListener listener) {
		this.registrar.remove(this.syntax.parse(event), listener);
		return this;
	}

	@Override
	public EventEmitter off(List<String> event, EventListener listener) {
		this.registrar.remove(this.syntax.parse(event), listener);
		return this;
	}

	@Override
	public EventEmitter removeAllListeners(String event) {
		this.lookup.tree().removeAll(this.syntax.parse(event));
		return this;
	}

	@Override
	public EventEmitter removeAllListeners(List<String> event) {
		this.lookup.tree().removeAll(this.syntax.parse(event));
		return this;
	}

	@Override
	public EventEmitter removeAllListeners() {
		this.lookup.tree().removeAll();
		return this;
	}

	@Override
	public EventEmitter onAny(EventListener listener) {
		this.registrar.addAny(listener, false);
		return this;
	}

	@Override
	public EventEmitter prependAny(EventListener listener) {
		this.registrar.addAny(listener, true);
		return this;
	}

	@Override
	public EventEmitter offAny(EventListener listener) {
		this.registrar.removeAny(listener);
		return this;
	}

	@Override
	public EventEmitter offAny() {
		this.registrar.removeAllAny();
		return this;
	}

	@Override
	public List<EventListener> listeners(String event) {
		return this.lookup.find(event).originals();
	}

	@Override
	public List<EventListener> listeners(List<String> event) {
		return this.lookup.find(this.syntax.parse(event)).originals();
	}

	@Override
	public List<EventListener> listeners() {
		if (this.syntax.wildcard()) {
			throw new IllegalStateException("event name required for wildcard emitter");
		}
		return this.lookup.all().originals();
	}

	@Override
	public boolean hasListeners(String event) {
		return !this.lookup.find(event).isEmpty() || hasCountedAnyListeners();
	}

	@Override
	public boolean hasListeners(List<String> event) {
		return !this.lookup.find(this.syntax.parse(event)).isEmpty() || hasCountedAnyListeners();
	}

	@Override
	public boolean hasListeners() {
		return !this.lookup.all().isEmpty() || hasCountedAnyListeners();
	}

	private boolean hasCountedAnyListeners() {
		return !this.syntax.wildcard() && !this.anyListeners.get().isEmpty();
	}

	@Override
	public List<String> eventNames() {
		return eventSegments().stream().map(this.syntax::join).toList();
	}

	@Override
	public List<List<String>> eventSegments() {
		return this.lookup.named().stream().map(Node::path).toList();
	}

	@Override
	public List<EventListener> listenersAny() {
		return this.anyListeners.get().originals();
	}

}
