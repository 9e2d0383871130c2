package org.intercom4j.dnode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One side of a vector: a session that logs what happens as the vectors record it.
 */
final class VectorSide implements SessionListener {

	private final String name;

	private final Map<?, ?> description;

	private final Map<?, ?> behaviours;

	private final List<Map<String, Object>> log;

	private final Map<String, Callback> functions = new HashMap<>();

	private final Map<Long, RemoteFunction> received = new HashMap<>();

	private final VectorValues values = new VectorValues(this::function, this::stub);

	private final DnodeSession session;

	private RuntimeException unheard;

	VectorSide(String name, Map<?, ?> vector, List<Map<String, Object>> log, BiConsumer<String, byte[]> wire) {
		this.name = name;
		this.description = (Map<?, ?>) ((Map<?, ?>) vector.get("sides")).get(name);
		this.behaviours = (Map<?, ?>) ((vector.get("fns") != null) ? vector.get("fns") : Map.of());
		this.log = log;
		this.session = new DnodeSession(instance(), (frame) -> {
			log("frame", frame);
			wire.accept(name, frame);
		}, this, SessionOptions.defaults());
		if (this.description.containsKey("constructorFn")) {
			// a constructor function gets the remote methods and the connection
			log("constructed",
					Map.of("remoteKeys", new ArrayList<>(this.session.remote().names()), "hasConnection", true));
		}
	}

	@SuppressWarnings("unchecked")
	private LocalMethods instance() {
		Object constructed = this.description.get("constructorFn");
		Object tagged = (constructed != null) ? constructed : this.description.get("instance");
		return (tagged != null) ? LocalMethods.of((Map<String, Object>) this.values.value(tagged))
				: LocalMethods.none();
	}

	DnodeSession session() {
		return this.session;
	}

	VectorValues values() {
		return this.values;
	}

	RemoteFunction stub(long id) {
		RemoteFunction stub = this.received.get(id);
		if (stub == null) {
			throw new IllegalStateException("no function " + id + " was received");
		}
		return stub;
	}

	/**
	 * Hands in a frame; without a listener for errors the error leaves the call, as in
	 * the emitter of the original.
	 */
	void handle(byte[] frame) {
		this.session.handle(frame, 0, frame.length);
		if (this.unheard != null) {
			RuntimeException thrown = this.unheard;
			this.unheard = null;
			throw thrown;
		}
	}

	private Callback function(String function) {
		return this.functions.computeIfAbsent(function, (absent) -> (args) -> {
			log("call", function, "args", new ArrayList<>(args.toList()));
			Object ops = this.behaviours.get(function);
			if (ops != null) {
				for (Object op : (List<?>) ops) {
					behave((Map<?, ?>) op, args.toList());
				}
			}
		});
	}

	private void behave(Map<?, ?> op, List<?> args) throws Exception {
		switch ((String) op.get("op")) {
			case "throw" -> throw new Exception((String) op.get("message"));
			case "throwValue" -> throw new ThrownValue(op.get("value"));
			case "callArg" -> remote(op, args).call(this.values.arguments(op.get("args")));
			case "callArgWithArg" -> remote(op, args).call(VectorValues.at(args, (List<?>) op.get("arg")));
			case "callMethod" ->
				this.session.remote().function((String) op.get("name")).call(this.values.arguments(op.get("args")));
			case "cullArg" -> remote(op, args).cull();
			default -> throw new AssertionError("unknown behaviour '" + op.get("op") + "'");
		}
	}

	private static RemoteFunction remote(Map<?, ?> op, List<?> args) {
		return (RemoteFunction) VectorValues.at(args, (List<?>) op.get("path"));
	}

	@Override
	public void remote(RemoteMethods methods) {
		log("event", "remote", "remote", methods.toMap());
	}

	@Override
	public void ready() {
		log("event", "ready");
	}

	@Override
	public void fail(Exception reason) {
		if (!this.description.containsKey("noFailListener")) {
			log("event", "fail", "error", reason);
		}
	}

	@Override
	public void error(Exception reason) {
		if (this.description.containsKey("noErrorListener")) {
			this.unheard = new IllegalStateException(reason.getMessage(), reason);
		}
		else {
			log("event", "error", "error", reason);
		}
	}

	@Override
	public void received(RemoteFunction function, boolean known) {
		this.received.put(function.id(), function);
		if (this.description.containsKey("wrap")) {
			log(known ? "unwrap" : "wrap", function.id());
		}
	}

	private void log(Object... entry) {
		Map<String, Object> logged = new LinkedHashMap<>();
		logged.put("side", this.name);
		for (int i = 0; i < entry.length; i += 2) {
			logged.put((String) entry[i], entry[i + 1]);
		}
		this.log.add(logged);
	}

	/**
	 * Something thrown that is no error object.
	 */
	static final class ThrownValue extends Exception {

		private static final long serialVersionUID = 1L;

		private final transient Object value;

		ThrownValue(Object value) {
			super(String.valueOf(value));
			this.value = value;
		}

		Object value() {
			return this.value;
		}

	}

}
