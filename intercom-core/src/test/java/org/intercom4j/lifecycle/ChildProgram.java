package org.intercom4j.lifecycle;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.intercom4j.EventPeer;
import org.intercom4j.Parent;
import org.intercom4j.Wire;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.dnode.SessionClosedException;
import org.intercom4j.emitter.Event;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Carries out the child operations of one vector. All of it runs in one lane.
 */
final class ChildProgram {

	private static final Set<String> OWN_EVENTS = Set.of("rpcready", "rpcexit", "disconnect", "disconnected");

	private final Map<?, ?> program;

	private final Lines bench;

	private final Turns turns;

	private final Parent parent;

	private final VectorValues values = new VectorValues(this::called, (text) -> text);

	private final CountDownLatch mainDone = new CountDownLatch(1);

	private volatile Integer exitCode;

	/** A program that does not load the package. */
	ChildProgram(Map<?, ?> program, Lines bench, Turns turns) {
		this(program, bench, turns, null);
	}

	ChildProgram(Map<?, ?> program, Lines bench, Turns turns, Parent parent) {
		this.program = program;
		this.bench = bench;
		this.turns = turns;
		this.parent = parent;
	}

	void start() throws InterruptedException {
		if (this.parent != null) {
			this.parent.onAny(this::seen);
			this.parent.on("disconnected", (event) -> this.turns.linger());
		}
		this.turns.later(0, () -> dying(() -> {
			run(this.program.get("main"), List.of());
			this.mainDone.countDown();
			tell("mainDone", true);
		}));
		this.mainDone.await();
	}

	OptionalInt exitCode() {
		return (this.exitCode != null) ? OptionalInt.of(this.exitCode) : OptionalInt.empty();
	}

	private void tell(String key, Object value) {
		ScriptChild.log(this.bench, Map.of(key, value));
	}

	private void seen(Event event) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("ev", event.name());
		entry.put("args", this.values.show(event.arguments().toList()));
		tell("log", entry);
	}

	private void called(String function, List<Object> args) {
		tell("log", Map.of("fn", function, "args", this.values.show(args)));
		if (this.program.get("fns") instanceof Map<?, ?> functions) {
			run(functions.get(function), args);
		}
	}

	/** What nobody catches ends a script. */
	private static void dying(Runnable turn) {
		try {
			turn.run();
		}
		catch (RuntimeException | Error ex) {
			write(FileDescriptor.err, ex + "\n", 1);
			System.exit(1);
		}
	}

	private void run(Object operations, List<Object> handled) {
		if (operations != null) {
			((List<?>) operations).forEach((operation) -> run((Map<?, ?>) operation, handled));
		}
	}

	private void run(Map<?, ?> op, List<Object> handled) {
		switch ((String) op.get("do")) {
			case "emit" -> emit(this.parent, op, this.values.arguments(op.get("args"), handled));
			case "localEmit" ->
				this.parent.localEmit((String) op.get("event"), this.values.arguments(op.get("args"), handled));
			case "ready" -> ready(op, handled);
			case "on" -> this.parent.on((String) op.get("event"), (event) -> handle(op, event));
			case "once" -> this.parent.once((String) op.get("event"), (event) -> handle(op, event));
			case "wait" -> this.turns.later(op.get("ms"), () -> dying(() -> run(op.get("then"), handled)));
			case "disconnect" -> this.parent.disconnect();
			case "callArg" -> call(handled.get(number(op, "index")), this.values.arguments(op.get("args"), handled));
			case "throw" -> throw new ScriptError((String) op.get("message"));
			default -> runProcess(op);
		}
	}

	private void runProcess(Map<?, ?> op) {
		switch ((String) op.get("do")) {
			case "exit" -> System.exit(number(op, "code"));
			case "exitCode" -> this.exitCode = number(op, "code");
			case "killSelf" -> Signals.send((String) op.get("signal"), ProcessHandle.current().pid());
			case "ignoreSignal" ->
				Signal.handle(new Signal(((String) op.get("signal")).replaceFirst("^SIG", "")), SignalHandler.SIG_IGN);
			case "print" -> write(FileDescriptor.out, (String) op.get("text"), times(op));
			case "printErr" -> write(FileDescriptor.err, (String) op.get("text"), times(op));
			case "keepAlive" -> this.turns.keepAlive();
			case "raw" -> raw(Lines.JSON.writeValueAsString(op.get("frame")) + "\n");
			case "rawText" -> raw((String) op.get("text"));
			case "note" -> tell("log", Map.of("note", op.get("text")));
			case "holdChannel" -> tell("hold", op.get("ms"));
			default -> throw new IllegalArgumentException("unknown op '" + op.get("do") + "'");
		}
	}

	/** The exception is how a program learns that no session is to come. */
	static void emit(EventPeer peer, Map<?, ?> op, Object[] arguments) {
		try {
			if (op.get("event") instanceof List<?> segments) {
				peer.emit(segments.stream().map(String::valueOf).toList(), arguments);
			}
			else {
				peer.emit((String) op.get("event"), arguments);
			}
		}
		catch (IllegalStateException ex) {
			if (!String.valueOf(ex.getMessage()).contains("was not sent")) {
				throw ex;
			}
		}
	}

	private void ready(Map<?, ?> op, List<Object> handled) {
		Object id = (op.get("id") != null) ? op.get("id") : "r";
		this.parent.ready(() -> dying(() -> {
			tell("log", Map.of("ready", id));
			run(op.get("then"), handled);
		}));
	}

	private void handle(Map<?, ?> op, Event event) {
		List<Object> arguments = event.arguments().toList();
		if (OWN_EVENTS.contains(event.name())) {
			dying(() -> run(op.get("then"), arguments));
		}
		else {
			run(op.get("then"), arguments);
		}
	}

	private void raw(String text) {
		if (this.parent.isReady()) {
			Wire.send(this.parent, Direction.RAW, text);
		}
		else {
			tell("raw", text);
		}
	}

	static void call(Object function, Object[] arguments) {
		if (function instanceof RemoteFunction remote) {
			try {
				remote.call(arguments);
			}
			catch (SessionClosedException ex) {
				// this is how a caller learns that the other side is gone
			}
		}
		else {
			((NamedFunction) function).body().accept(List.of(arguments));
		}
	}

	private static int number(Map<?, ?> op, String key) {
		return ((Number) op.get(key)).intValue();
	}

	private static int times(Map<?, ?> op) {
		return (op.get("times") != null) ? number(op, "times") : 1;
	}

	/** At once and past the encoding of the platform. */
	private static void write(FileDescriptor target, String text, int times) {
		try {
			new FileOutputStream(target).write(text.repeat(times).getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
