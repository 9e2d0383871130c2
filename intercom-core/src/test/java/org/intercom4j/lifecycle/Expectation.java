package org.intercom4j.lifecycle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of a vector must show. A lane entry is a whole entry, or the mere name of
 * one.
 */
final class Expectation {

	List<Object> life;

	List<Object> rpc;

	/** Pairs of lane entries, the first before the second. */
	List<Object> order;

	List<Object> timing;

	Map<String, Object> end;

	int runs;

	int aliveAtEnd;

	String stdout;

	/** What is printed, or {@code null} when it is not compared. */
	String stderr;

	Integer stdoutLength;

	List<Object> stderrContains;

	/** Output that is logged as well, or {@code null} for none. */
	String logged;

	/** Per run, or {@code null} when it is not compared. */
	List<Map<String, Object>> childLog;

	List<Map<String, Object>> frames;

	/** Whether the options are to be refused. */
	boolean refused;

	/** Whether more may follow in both lanes. */
	boolean beginning;

	/** Whether a stop may come while no process lives. */
	boolean stopsInPause;

	/** How many warnings of undelivered events there may be. */
	int undelivered;

	/** Another order of the life lane that will do, or {@code null}. */
	List<Object> otherLife;

	/** Decisions that changed it, for messages. */
	final List<String> reasons = new ArrayList<>();

	/**
	 * What the child's own clock decides, such as the time from a stop that it ignores to
	 * its end, is told by its exit code.
	 */
	private static List<Object> pauses(Map<?, ?> vector) {
		List<Object> pauses = list(vector.get("timing"));
		pauses.removeIf((pair) -> !"exit".equals(((Map<?, ?>) pair).get("from")));
		return pauses;
	}

	/** What the vector itself says, repaired where it says how. */
	static Expectation of(Map<?, ?> vector) {
		Map<?, ?> recorded = (Map<?, ?>) vector.get("expect");
		Map<?, ?> fixed = (vector.get("fixed") instanceof Map<?, ?> map) ? map : Map.of();
		Expectation expectation = new Expectation();
		expectation.life = lane(recorded, fixed, "life");
		expectation.rpc = lane(recorded, fixed, "rpc");
		expectation.order = fixed.isEmpty() ? list(recorded.get("order")) : new ArrayList<>();
		expectation.timing = pauses(vector);
		expectation.end = object((fixed.get("end") != null) ? fixed.get("end") : vector.get("end"));
		expectation.runs = ((Number) ((fixed.get("runs") != null) ? fixed.get("runs") : recorded.get("runs")))
			.intValue();
		expectation.aliveAtEnd = (recorded.get("aliveAtEnd") instanceof Number alive) ? alive.intValue() : 0;
		expectation.stdout = text(recorded.get("stdout"));
		expectation.stderr = text(recorded.get("stderr"));
		expectation.stdoutLength = (Integer) recorded.get("stdoutLength");
		expectation.stderrContains = list(recorded.get("stderrContains"));
		expectation.logged = (String) recorded.get("inheritedStdout");
		expectation.childLog = objects(recorded.get("childLog"));
		expectation.frames = objects(recorded.get("frames"));
		return expectation;
	}

	private static List<Object> lane(Map<?, ?> recorded, Map<?, ?> fixed, String name) {
		return list((fixed.get(name) != null) ? fixed.get(name) : recorded.get(name));
	}

	private static String text(Object text) {
		return (text != null) ? (String) text : "";
	}

	static List<Object> list(Object source) {
		List<Object> list = new ArrayList<>();
		if (source instanceof List<?> elements) {
			elements.forEach((element) -> list.add(plain(element)));
		}
		return list;
	}

	private static List<Map<String, Object>> objects(Object source) {
		return (source != null) ? new ArrayList<>(((List<?>) source).stream().map(Expectation::object).toList()) : null;
	}

	static Map<String, Object> object(Object source) {
		Map<String, Object> object = new LinkedHashMap<>();
		((Map<?, ?>) source).forEach((key, value) -> {
			if (!isTag(value, "$undefined")) {
				object.put((String) key, plain(value));
			}
		});
		return object;
	}

	/** Takes an entry out of a lane; what the order says of later ones stays true. */
	void remove(String lane, int index) {
		lane(lane).remove(index);
		this.order.removeIf((pair) -> place(pair, lane) == index);
		this.order.replaceAll((pair) -> moved(pair, lane, index, -1));
	}

	/** Puts an entry into a lane; what the order says of later ones stays true. */
	void insert(String lane, int index, Object entry) {
		lane(lane).add(index, entry);
		this.order.replaceAll((pair) -> moved(pair, lane, index, 1));
	}

	List<Object> lane(String name) {
		return name.equals(Recording.LIFE) ? this.life : this.rpc;
	}

	private static int place(Object pair, String lane) {
		List<?> parts = (List<?>) pair;
		return ((Number) parts.get(parts.get(0).equals(lane) ? 1 : 3)).intValue();
	}

	private static Object moved(Object pair, String lane, int from, int by) {
		List<Object> parts = new ArrayList<>((List<?>) pair);
		int place = place(pair, lane);
		if (place >= from) {
			parts.set(parts.get(0).equals(lane) ? 1 : 3, place + by);
		}
		return parts;
	}

	/** Whether both lanes have whole entries. */
	boolean isWhole() {
		return this.life.stream().allMatch(Map.class::isInstance) && this.rpc.stream().allMatch(Map.class::isInstance);
	}

	/** Only how both lanes begin is compared, up to this event. */
	void beginsUntil(String event, int count) {
		this.beginning = true;
		this.order.clear();
		this.timing.clear();
		this.stderrContains.clear();
		this.end = Map.of("event", event, "count", count);
	}

	/**
	 * Without the tags that mean the same to Java, and with numbers that can be compared.
	 */
	static Object plain(Object value) {
		if (value instanceof Number number) {
			BigDecimal exact = new BigDecimal(number.toString());
			return (exact.signum() == 0) ? BigDecimal.ZERO : exact.stripTrailingZeros();
		}
		if (value instanceof List<?>) {
			return list(value);
		}
		if (value instanceof Map<?, ?> map) {
			if (map.containsKey("$undefined")) {
				return null;
			}
			if (map.containsKey("$arguments")) {
				return list(map.get("$arguments"));
			}
			return map.containsKey("$bytes") ? map.get("$bytes") : object(map);
		}
		return value;
	}

	static boolean isTag(Object value, String tag) {
		return value instanceof Map<?, ?> map && map.containsKey(tag);
	}

	/** The name of an entry as the repaired lanes have it. */
	static String name(Object entry) {
		if (entry instanceof Map<?, ?> map) {
			Object event = map.get("ev");
			return (event instanceof String name) ? name : String.valueOf(map.keySet().iterator().next());
		}
		return (String) entry;
	}

	static List<String> names(List<Object> lane) {
		return lane.stream().map(Expectation::name).toList();
	}

}
