package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decisions about the event channel.
 */
final class ChannelRules {

	private static final Set<String> RESERVED = Set.of("error", "warn", "start", "restart", "stop", "exit", "close",
			"stdout", "stderr", "rpcready", "rpcexit", "disconnect", "disconnected");

	private ChannelRules() {
	}

	/** A Java process cannot pass its socket on; the bench holds the channel instead. */
	static boolean heldChannel(Program program, Expectation expected) {
		List<String> life = Expectation.names(expected.life);
		if (program.childOperations("holdChannel").isEmpty() || !life.contains("restart")) {
			return false;
		}
		expected.life.subList(life.indexOf("restart") + 1, life.size()).clear();
		expected.rpc = new ArrayList<>(List.of("rpcready", "rpcexit", "disconnected"));
		expected.childLog = null;
		expected.frames = null;
		expected.beginsUntil("close", 1);
		return true;
	}

	/** By an exception, so that no local listener is called. */
	static boolean refusedEmits(Program program, Expectation expected) {
		List<Map<?, ?>> emits = new ArrayList<>();
		for (Map<?, ?> handler : program.handlers()) {
			List<Map<?, ?>> starts = new ArrayList<>();
			Program.collect(handler, "start", starts);
			if ("close".equals(handler.get("event")) && starts.isEmpty()) {
				Program.collect(handler, "emit", emits);
			}
		}
		boolean changed = false;
		for (Map<?, ?> emit : emits) {
			Object name = Decisions.joined(emit.get("event"), program.delimiter());
			int place = Expectation.names(expected.rpc).lastIndexOf(name);
			if (place >= 0 && !RESERVED.contains(name)) {
				expected.remove(Recording.RPC, place);
				changed = true;
			}
		}
		return changed;
	}

	/** To the next session, if there is one; else they are counted at the end. */
	static boolean queuedEvents(Program program, Expectation expected) {
		List<Object> names = program.parentEmits();
		List<Object> waiting = new ArrayList<>();
		boolean connected = false;
		boolean changed = false;
		int run = 0;
		for (Object entry : expected.rpc) {
			String name = Expectation.name(entry);
			if (name.equals("rpcready")) {
				connected = true;
				changed |= !waiting.isEmpty();
				deliver(program, expected, ++run, waiting);
				waiting.clear();
			}
			else if (name.equals("disconnect") || name.equals("rpcexit")) {
				connected = false;
			}
			else if (!connected && names.contains(name) && !RESERVED.contains(name)) {
				waiting.add(entry);
			}
		}
		expected.undelivered = waiting.size();
		return changed || !waiting.isEmpty();
	}

	private static void deliver(Program program, Expectation expected, int number, List<Object> waiting) {
		for (Map<String, Object> run : (expected.childLog != null) ? expected.childLog
				: List.<Map<String, Object>>of()) {
			if (Expectation.plain(number).equals(run.get("run"))) {
				List<Object> entries = Expectation.list(run.get("entries"));
				List<Object> own = new ArrayList<>();
				program.childOperations("emit").forEach((emit) -> own.add(emit.get("event")));
				entries.addAll(afterReady(entries, own), waiting);
				run.put("entries", entries);
			}
		}
		for (Map<String, Object> run : (expected.frames != null) ? expected.frames : List.<Map<String, Object>>of()) {
			if (Expectation.plain(number).equals(run.get("run"))) {
				addFrames(run, "toChild", waiting);
			}
		}
	}

	/** The place behind the turn that says that the channel is ready. */
	private static int afterReady(List<Object> entries, List<Object> own) {
		int place = Expectation.names(entries).indexOf("rpcready") + 1;
		while (place < entries.size()) {
			String name = Expectation.name(entries.get(place));
			if (!name.equals("ready") && !own.contains(name)) {
				return place;
			}
			place++;
		}
		return place;
	}

	private static void addFrames(Map<String, Object> run, String direction, List<Object> events) {
		if (!run.containsKey(direction)) {
			return;
		}
		List<Object> frames = Expectation.list(run.get(direction));
		int place = 1;
		for (Object event : events) {
			List<Object> arguments = Expectation.list(((Map<?, ?>) event).get("args"));
			arguments.add(0, ((Map<?, ?>) event).get("ev"));
			Map<String, Object> frame = new LinkedHashMap<>();
			frame.put("method", Expectation.plain(0));
			frame.put("arguments", arguments);
			frame.put("callbacks", Map.of());
			frame.put("links", List.of());
			frames.add(place++, frame);
		}
		run.put(direction, frames);
	}

	static boolean queuedByChild(Program program, Expectation expected) {
		boolean changed = false;
		int run = 0;
		for (int i = 0; i < expected.rpc.size(); i++) {
			if (Expectation.name(expected.rpc.get(i)).equals("rpcready")) {
				List<Object> early = earlyEvents(program.child(++run));
				int place = i + afterReady(expected.rpc.subList(i, expected.rpc.size()), program.parentEmits());
				for (Object event : early) {
					expected.insert(Recording.RPC, place++, event);
					changed = true;
				}
				addToFrames(expected, run, early);
			}
		}
		return changed;
	}

	private static void addToFrames(Expectation expected, int number, List<Object> events) {
		for (Map<String, Object> run : (expected.frames != null) ? expected.frames : List.<Map<String, Object>>of()) {
			if (Expectation.plain(number).equals(run.get("run"))) {
				addFrames(run, "toParent", events);
			}
		}
	}

	private static List<Object> earlyEvents(Map<?, ?> child) {
		List<Object> early = new ArrayList<>();
		for (Map<?, ?> op : Program.list(child.get("main"))) {
			if ("emit".equals(op.get("do")) && !RESERVED.contains(op.get("event"))) {
				Map<String, Object> event = new HashMap<>();
				event.put("ev", Decisions.joined(op.get("event"), "::"));
				event.put("args", Expectation.list(op.get("args")));
				early.add(event);
			}
		}
		return early;
	}

	/** On its own side as recorded; here the star is a name like any other. */
	static boolean ownStar(Program program, Expectation expected) {
		boolean star = program.childOperations("emit").stream().anyMatch((emit) -> "*".equals(emit.get("event")));
		if (star) {
			Map<?, ?> recorded = (Map<?, ?>) program.vector().get("expect");
			expected.life = Expectation.list(recorded.get("life"));
			expected.life.removeIf((entry) -> Expectation.isTag(entry, "mark"));
			expected.rpc = Expectation.list(recorded.get("rpc"));
			expected.end = Expectation.object(program.vector().get("end"));
			expected.aliveAtEnd = 0;
		}
		return star;
	}

	/** In the log of a process, whose format is not that of the original. */
	static boolean printedErrors(Program program, Expectation expected) {
		boolean printed = !expected.stderr.isEmpty() && program.childOperations("printErr").isEmpty();
		if (printed) {
			expected.stderr = null;
		}
		return printed;
	}

}
