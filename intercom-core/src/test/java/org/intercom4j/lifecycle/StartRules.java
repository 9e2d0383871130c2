package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decisions about the start of a process and what is known of it.
 */
final class StartRules {

	private StartRules() {
	}

	static boolean checkedScript(Program program, Expectation expected) {
		List<Object> main = operations(program.main());
		boolean missing = "missing".equals(program.vector().get("script"));
		if (missing && main.contains("createScript") && main.indexOf("createScript") < main.indexOf("start")) {
			expected.life = new ArrayList<>(List.of("start"));
			expected.rpc.clear();
			expected.beginsUntil("start", 1);
			return true;
		}
		if (!program.parentDoes("deleteScript")) {
			return false;
		}
		int warned = main.contains("deleteScript") ? -1 : Expectation.names(expected.life).indexOf("warn");
		expected.life.subList(warned + 1, expected.life.size()).clear();
		expected.life.add("error");
		keepRuns(expected);
		expected.beginsUntil("error", 1);
		return true;
	}

	/** Cuts the channel's lane off behind the processes that are still started. */
	private static void keepRuns(Expectation expected) {
		List<String> life = Expectation.names(expected.life);
		long runs = life.stream().filter((name) -> name.equals("start") || name.equals("restart")).count();
		List<String> rpc = Expectation.names(expected.rpc);
		int kept = 0;
		for (long run = 0; run < runs; run++) {
			kept += rpc.subList(kept, rpc.size()).indexOf("disconnected") + 1;
		}
		expected.rpc.subList(kept, rpc.size()).clear();
	}

	private static List<Object> operations(List<Map<?, ?>> turn) {
		return new ArrayList<>(turn.stream().map((op) -> (Object) op.get("do")).toList());
	}

	static boolean relativeScript(Program program, Expectation expected) {
		boolean relative = program.vector().get("scriptArg") instanceof String script && !script.startsWith("<");
		boolean broken = "fix".equals(program.vector().get("policy")) && program.options().containsKey("cwd");
		if (relative && broken) {
			expected.life = new ArrayList<>(List.of("start"));
			expected.rpc = new ArrayList<>(List.of("rpcready"));
			expected.beginsUntil("rpcready", 1);
		}
		return relative && broken;
	}

	static boolean refusedStart(Program program, Expectation expected) {
		long starts = program.main().stream().filter((op) -> "start".equals(op.get("do"))).count();
		List<String> life = Expectation.names(expected.life);
		if (starts < 2 || !life.contains("start") || life.indexOf("error") != life.indexOf("start") + 1) {
			return false;
		}
		expected.otherLife = new ArrayList<>(expected.life);
		expected.life.add(life.indexOf("start"), expected.life.remove(life.indexOf("error")));
		return true;
	}

	static boolean startAfterTurn(Program program, Expectation expected) {
		List<Object> main = operations(program.main());
		boolean changed = false;
		int next = 0;
		for (int i = 0; i < main.size(); i++) {
			if (main.get(i).equals("query") || main.get(i).equals("data")) {
				int place = indexFrom(expected.life, main.get(i), next);
				next = place + 1;
				if (place >= 0 && main.subList(0, i).contains("start")) {
					expected.life.set(place, starting(main.get(i), expected.life.get(place)));
					changed = true;
				}
			}
		}
		return changed;
	}

	private static int indexFrom(List<Object> lane, Object name, int from) {
		List<String> names = Expectation.names(lane);
		int place = names.subList(from, names.size()).indexOf(name);
		return (place < 0) ? -1 : from + place;
	}

	/** A failed start may be known at once, or not yet. */
	private static Object starting(Object name, Object recorded) {
		if (name.equals("data")) {
			return name;
		}
		boolean runs = String.valueOf(recorded).contains("running=true");
		return Map.of("query", runs ? Map.of("running", true, "started", false) : Map.of("started", false));
	}

	static boolean stateAhead(Program program, Expectation expected) {
		List<String> names = Expectation.names(expected.life);
		boolean changed = false;
		for (int i = 1; i < names.size(); i++) {
			if (names.get(i - 1).equals("exit") && names.get(i).equals("query")) {
				expected.life.set(i, "query");
				changed = true;
			}
		}
		return changed;
	}

	static boolean noDataOfTheDead(Program program, Expectation expected) {
		List<String> names = Expectation.names(expected.life);
		boolean changed = false;
		for (int i = 1; i < names.size(); i++) {
			if (names.get(i).equals("stop") && names.get(i - 1).equals("exit")) {
				expected.stopsInPause = true;
				expected.life.set(i, withoutProcess(expected.life.get(i)));
				changed = true;
			}
		}
		return changed;
	}

	private static Object withoutProcess(Object stop) {
		if (!(stop instanceof Map<?, ?> entry)) {
			return stop;
		}
		Map<String, Object> data = Expectation.object(((List<?>) entry.get("args")).get(0));
		data.put("ctime", null);
		data.put("pid", null);
		Map<String, Object> changed = Expectation.object(entry);
		changed.put("args", new ArrayList<>(List.of(data)));
		return changed;
	}

	static boolean runtimeArguments(Program program, Expectation expected) {
		Object given = program.options().get("execArgv");
		return given != null && replace(program, expected, "$execArgv", given);
	}

	static boolean spawnEnvironment(Program program, Expectation expected) {
		boolean changed = false;
		if (program.options().get("spawnWith") instanceof Map<?, ?> lower
				&& lower.get("env") instanceof Map<?, ?> env) {
			Map<?, ?> direct = (program.options().get("env") instanceof Map<?, ?> map) ? map : Map.of();
			for (Map.Entry<?, ?> entry : env.entrySet()) {
				boolean wins = !direct.containsKey(entry.getKey());
				changed |= wins && replace(program, expected, entry.getKey(), String.valueOf(entry.getValue()));
			}
		}
		return changed;
	}

	/** What a child reports of itself where it emits this tag, or this name with it. */
	private static boolean replace(Program program, Expectation expected, Object tag, Object value) {
		boolean changed = false;
		for (Map<?, ?> emit : program.childOperations("emit")) {
			List<?> args = (emit.get("args") instanceof List<?> list) ? list : List.of();
			for (int i = 0; i < args.size(); i++) {
				boolean concerned = args.get(i) instanceof Map<?, ?> map
						&& (map.containsKey(tag) || tag.equals(map.get("$env")));
				changed |= concerned && replace(expected.rpc, emit.get("event"), i, value);
			}
		}
		return changed;
	}

	private static boolean replace(List<Object> lane, Object event, int index, Object value) {
		boolean changed = false;
		for (int i = 0; i < lane.size(); i++) {
			if (lane.get(i) instanceof Map<?, ?> entry && event.equals(entry.get("ev"))) {
				Map<String, Object> copy = Expectation.object(entry);
				List<Object> args = Expectation.list(entry.get("args"));
				changed |= !value.equals(args.set(index, Expectation.plain(value)));
				copy.put("args", args);
				lane.set(i, copy);
			}
		}
		return changed;
	}

}
