package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decisions about restarts.
 */
final class RestartRules {

	private static final List<Object> RUN = List.of("rpcready", "rpcexit", "disconnected");

	private RestartRules() {
	}

	static boolean refusedMax(Program program, Expectation expected) {
		expected.refused = program.options().get("max") instanceof Number max && max.intValue() < 1;
		return expected.refused;
	}

	static boolean zeroSleepTime(Program program, Expectation expected) {
		boolean zero = program.options().get("spinSleepTime") instanceof Number time && time.intValue() == 0;
		if (!zero || !expected.isWhole() || !isSpinningEnd(expected) || isStopped(program)) {
			return false;
		}
		if (program.options().get("max") instanceof Number max) {
			addRuns(expected, max.intValue() - expected.runs);
			return true;
		}
		int close = expected.life.size() - 1;
		expected.life.subList(close, close + 1).clear();
		expected.life.addAll(List.of("warn", "restart"));
		expected.beginsUntil("restart", count(expected, "restart"));
		return true;
	}

	static boolean fixedOptions(Program program, Expectation expected) {
		for (Map<?, ?> op : program.parentOperations("setOption")) {
			boolean max = "max".equals(op.get("name")) && program.options().get("max") instanceof Number;
			if (max && !isStopped(program)) {
				addRuns(expected, ((Number) program.options().get("max")).intValue() - expected.runs);
				return true;
			}
		}
		return false;
	}

	static boolean uncountedRestart(Program program, Expectation expected) {
		boolean restarts = program.parentDoes("restart") && program.options().get("max") instanceof Number;
		List<String> life = Expectation.names(expected.life);
		int close = life.lastIndexOf("close");
		if (!restarts || !expected.isWhole() || close < 2 || isStopped(program)) {
			return false;
		}
		if (life.get(close - 2).equals("stop")) {
			expected.life.subList(close, expected.life.size()).clear();
			expected.life.addAll(List.of("warn", "restart"));
			expected.beginsUntil("restart", count(expected, "restart"));
			return true;
		}
		int byHand = 0;
		for (int i = 1; i < close - 1; i++) {
			byHand += (life.get(i).equals("exit") && life.get(i - 1).equals("stop")) ? 1 : 0;
		}
		boolean byMax = count(expected, "exit") == ((Number) program.options().get("max")).intValue();
		if (byHand > 0 && byMax) {
			addRuns(expected, byHand);
		}
		return byHand > 0 && byMax;
	}

	static boolean impatientRestart(Program program, Expectation expected) {
		boolean waits = program.parentDoes("restart") && program.options().get("spinSleepTime") instanceof Number;
		return waits && expected.timing.removeIf((pair) -> "restart".equals(((Map<?, ?>) pair).get("to")));
	}

	/** Both in the main part of a program, the start a moment later. */
	static boolean startAfterRestart(Program program, Expectation expected) {
		List<Object> main = new ArrayList<>(program.main().stream().map((op) -> (Object) op.get("do")).toList());
		List<Map<?, ?>> starts = program.parentOperations("start");
		boolean first = main.indexOf("restart") == 0 && !starts.isEmpty() && !main.contains("start");
		List<String> life = Expectation.names(expected.life);
		if (!first || life.indexOf("error") != 0 || !life.contains("start")) {
			return false;
		}
		expected.life = new ArrayList<>(life);
		expected.life.add(1, expected.life.remove(0));
		return true;
	}

	static boolean startingRestart(Program program, Expectation expected) {
		int refused = expected.life.stream().map(String::valueOf).toList().indexOf(refusal());
		if (!program.parentDoes("restart") || isStopped(program) || refused < 0) {
			return false;
		}
		expected.life.subList(refused, expected.life.size()).clear();
		expected.life.add("start");
		expected.beginsUntil("start", count(expected, "start"));
		return true;
	}

	private static String refusal() {
		Map<String, Object> entry = Expectation.object(Map.of("ev", "error"));
		entry.put("args", List.of(Map.of("$error", "Cannot stop process that is not running.")));
		return entry.toString();
	}

	/** As far as the repaired lanes do not say it themselves. */
	static boolean repairedRuns(Program program, Expectation expected) {
		int recorded = ((Number) ((Map<?, ?>) program.vector().get("expect")).get("runs")).intValue();
		boolean more = repairsLifeOnly(program) && expected.runs > recorded;
		for (int i = recorded; more && i < expected.runs; i++) {
			expected.rpc.addAll(RUN);
		}
		return more;
	}

	static boolean repairedWithoutStart(Program program, Expectation expected) {
		boolean none = repairsLifeOnly(program) && !expected.life.contains("start");
		return none && expected.rpc.removeIf((entry) -> true);
	}

	static boolean repairedWithoutEnd(Program program, Expectation expected) {
		int end = Expectation.names(expected.rpc).indexOf("rpcexit");
		boolean open = repairsLifeOnly(program) && !expected.life.contains("exit") && end >= 0;
		if (open) {
			expected.rpc.subList(end, expected.rpc.size()).clear();
			expected.aliveAtEnd = 1;
		}
		return open;
	}

	private static boolean repairsLifeOnly(Program program) {
		return program.vector().get("fixed") instanceof Map<?, ?> fixed && fixed.get("life") != null
				&& fixed.get("rpc") == null;
	}

	private static boolean isStopped(Program program) {
		return program.parentDoes("stop") || program.parentDoes("kill");
	}

	private static boolean isSpinningEnd(Expectation expected) {
		Object last = expected.life.isEmpty() ? null : expected.life.get(expected.life.size() - 1);
		return last instanceof Map<?, ?> entry && "close".equals(entry.get("ev"))
				&& Boolean.TRUE.equals(((List<?>) entry.get("args")).get(0));
	}

	private static int count(Expectation expected, String name) {
		return (int) Expectation.names(expected.life).stream().filter(name::equals).count();
	}

	/** More runs like the last one before the end. */
	private static void addRuns(Expectation expected, int count) {
		List<String> rpc = Expectation.names(expected.rpc);
		List<Object> last = new ArrayList<>(
				expected.rpc.subList(Math.max(0, rpc.lastIndexOf("rpcready")), expected.rpc.size()));
		int close = Expectation.names(expected.life).lastIndexOf("close");
		Object exit = expected.life.get(close - 1);
		for (int i = 0; i < count; i++) {
			expected.life.addAll(close, List.of("warn", "restart", exit));
			expected.rpc.addAll(last);
		}
		expected.order.removeIf((pair) -> pair.toString().contains("life, " + close));
		expected.runs += count;
	}

}
