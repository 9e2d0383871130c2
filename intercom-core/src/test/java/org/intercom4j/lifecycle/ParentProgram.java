package org.intercom4j.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.intercom4j.Child;
import org.intercom4j.ChildInfo;
import org.intercom4j.LastExit;
import org.intercom4j.ChildState;
import org.intercom4j.Wire;
import org.intercom4j.emitter.Event;

/**
 * Carries out the parent operations of one vector. All of it runs in the child's lane.
 */
final class ParentProgram {

	private final Map<?, ?> vector;

	private final Child child;

	private final Recording recording;

	private final VectorBench bench;

	private final VectorDirectory directory;

	private final Turns turns;

	private final VectorValues values;

	private final Map<String, Object> kept = new HashMap<>();

	/** The event that the program emits at the moment, if any. */
	private String byHand;

	ParentProgram(Map<?, ?> vector, Child child, Recording recording, VectorBench bench, VectorDirectory directory) {
		this.vector = vector;
		this.child = child;
		this.recording = recording;
		this.bench = bench;
		this.directory = directory;
		this.turns = new Turns((task) -> Wire.inLane(child, task), VectorRun.FACTOR);
		UnaryOperator<String> texts = directory::placeholders;
		this.values = new VectorValues(this::called, texts);
	}

	void start() {
		this.child.onAny(this::seen);
		if (this.vector.get("on") instanceof List<?> handlers) {
			handlers.forEach((handler) -> listen((Map<?, ?>) handler));
		}
		Wire.inLane(this.child, () -> turn(this.vector.get("main"), new Context(Recording.LIFE, List.of())));
	}

	void end() {
		this.turns.cancel();
	}

	private String laneOf(Event event) {
		return event.name().equals(this.byHand) ? Recording.RPC : Recording.laneOf(event);
	}

	/** A pause begins with the exit itself, not when a listener comes to hear of it. */
	private long timeOf(Event event) {
		LastExit last = event.name().equals("exit") ? this.child.info().lastExit() : null;
		long late = (last != null) ? Duration.between(last.at(), Instant.now()).toNanos() : 0;
		return System.nanoTime() - late;
	}

	private void seen(Event event) {
		boolean output = event.name().equals("stdout") || event.name().equals("stderr");
		List<Object> arguments = this.values.show(event.arguments().toList());
		if (output && !event.name().equals(this.byHand)) {
			this.recording.add(event.name(), event.argument(0));
		}
		else {
			this.recording.event(laneOf(event), event, arguments, timeOf(event));
		}
	}

	private void listen(Map<?, ?> handler) {
		AtomicInteger calls = new AtomicInteger();
		this.child.on((String) handler.get("event"), (event) -> {
			int call = calls.incrementAndGet();
			if (handler.get("nth") == null || number(handler, "nth") == call) {
				run(handler.get("do"), new Context(laneOf(event), event.arguments().toList()));
			}
		});
	}

	private void called(String function, List<Object> args) {
		this.recording.add(Recording.RPC, Map.of("fn", function, "args", this.values.show(args)));
		if (this.vector.get("fns") instanceof Map<?, ?> functions) {
			run(functions.get(function), new Context(Recording.RPC, args));
		}
	}

	/** What nobody catches is written down. */
	private void turn(Object operations, Context context) {
		try {
			run(operations, context);
		}
		catch (RuntimeException | Error ex) {
			this.recording.add(Recording.RPC, Map.of("uncaught", ex.toString()));
		}
	}

	private void run(Object operations, Context context) {
		if (operations != null) {
			((List<?>) operations).forEach((operation) -> run((Map<?, ?>) operation, context));
		}
	}

	private void run(Map<?, ?> op, Context context) {
		switch ((String) op.get("do")) {
			case "start", "stop", "restart", "disconnect", "kill" -> control(op, context);
			case "emit", "localEmit" -> emit(op, context);
			case "ready" -> ready(op);
			case "on" -> this.child.on((String) op.get("event"),
					(event) -> run(op.get("then"), new Context(laneOf(event), event.arguments().toList())));
			case "wait" -> later(op.get("ms"), () -> turn(op.get("then"), context));
			case "callArg" -> ChildProgram.call(context.handled().get(number(op, "index")), arguments(op, context));
			case "keepArg" -> this.kept.put((String) op.get("as"), context.handled().get(number(op, "index")));
			case "callKept" -> ChildProgram.call(this.kept.get(op.get("name")), arguments(op, context));
			case "throw" -> throw new ScriptError((String) op.get("message"));
			case "mark" -> this.recording.add(context.lane(), Map.of("mark", op.get("text")));
			default -> runBench(op, context);
		}
	}

	/** The original forks at once, so that a time begins when the process runs. */
	private void later(Object millis, Runnable turn) {
		if (this.child.state() == ChildState.STARTING) {
			this.turns.later(1, () -> later(millis, turn));
		}
		else {
			this.turns.later(millis, turn);
		}
	}

	private void runBench(Map<?, ?> op, Context context) {
		switch ((String) op.get("do")) {
			case "query" -> this.recording.add(context.lane(), Map.of("query", query()));
			case "data" -> this.recording.add(context.lane(), Map.of("data", data()));
			case "setForceStop" -> this.child.noRestart();
			case "setOption" -> this.recording.add("notes", "options are fixed: " + op);
			case "signalChild" -> Signals.send((String) op.get("signal"), this.child.info().pid());
			case "raw" -> raw(Lines.JSON.writeValueAsString(op.get("frame")) + "\n");
			case "rawText" -> raw((String) op.get("text"));
			case "removeAllListeners" -> removeAllListeners((String) op.get("event"));
			case "createScript" -> this.directory.createScript();
			case "deleteScript" -> this.directory.deleteScript();
			default -> throw new IllegalArgumentException("unknown op '" + op.get("do") + "'");
		}
	}

	/** The futures of a port stand for the instance that the original returns. */
	private void control(Map<?, ?> op, Context context) {
		String name = (String) op.get("do");
		String returned = "self";
		switch (name) {
			case "start" -> this.child.start();
			case "stop" -> this.child.stop();
			case "restart" -> this.child.restart();
			case "disconnect" -> {
				this.child.disconnect();
				returned = "undefined";
			}
			default -> kill(Boolean.TRUE.equals(op.get("force")));
		}
		logReturn(op, returned, context);
	}

	private void kill(boolean forGood) {
		if (forGood) {
			this.child.stop();
		}
		else {
			this.child.kill();
		}
	}

	private void logReturn(Map<?, ?> op, String value, Context context) {
		if (Boolean.TRUE.equals(op.get("logReturn"))) {
			this.recording.add(context.lane(), Map.of("returned", op.get("do"), "value", value));
		}
	}

	private Object[] arguments(Map<?, ?> op, Context context) {
		return this.values.arguments(op.get("args"), context.handled());
	}

	private void emit(Map<?, ?> op, Context context) {
		String outer = this.byHand;
		Object[] arguments = arguments(op, context);
		if (op.get("do").equals("emit")) {
			ChildProgram.emit(this.child, op, arguments);
		}
		else {
			this.byHand = (String) op.get("event");
			try {
				this.child.localEmit(this.byHand, arguments);
			}
			finally {
				this.byHand = outer;
			}
		}
		logReturn(op, "undefined", context);
	}

	private void ready(Map<?, ?> op) {
		Object id = (op.get("id") != null) ? op.get("id") : "r";
		this.child.ready(() -> {
			this.recording.add(Recording.RPC, Map.of("ready", id));
			run(op.get("then"), new Context(Recording.RPC, List.of()));
		});
		logReturn(op, "undefined", new Context(Recording.LIFE, List.of()));
	}

	private Map<String, Object> query() {
		ChildInfo info = this.child.info();
		boolean running = switch (info.state()) {
			case STARTING, RUNNING, STOPPING, BACKING_OFF -> true;
			case NEW, STOPPED, GIVEN_UP -> false;
		};
		boolean live = info.state() != ChildState.STARTING && info.pid() != null;
		Map<String, Object> query = new LinkedHashMap<>();
		query.put("running", running);
		query.put("times", info.times());
		query.put("started", info.connected());
		query.put("hasData", live);
		return query;
	}

	private Map<String, Object> data() {
		ChildInfo info = this.child.info();
		return (info.pid() != null) ? this.values.data(info) : Collections.emptyMap();
	}

	private void raw(String text) {
		ChildInfo info = this.child.info();
		if (info.connected()) {
			Wire.send(this.child, Direction.RAW, text);
		}
		else {
			this.bench.run(info.incarnation()).toChild().inject(text);
		}
	}

	private void removeAllListeners(String event) {
		if (event != null) {
			this.child.removeAllListeners(event);
		}
		else {
			this.child.removeAllListeners();
		}
	}

	private static int number(Map<?, ?> op, String key) {
		return ((Number) op.get(key)).intValue();
	}

	/**
	 * Where operations run.
	 *
	 * @param lane the lane that they write to
	 * @param handled the arguments of the event or call that they handle
	 */
	private record Context(String lane, List<Object> handled) {
	}

}
