package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares what was recorded with what was expected and lists the differences.
 */
final class Comparison {

	private static final Set<String> WITH_DATA = Set.of("start", "restart", "stop");

	private static final Pattern UNDELIVERED = Pattern.compile("(\\d+) (event|message)s? could not be delivered");

	/** The log line of an error event. */
	private static final Pattern ERROR = Pattern
		.compile("(error occured!|Received forbidden|Cannot (start|stop)|Forking Error|Emit function)");

	private static final long NANOS_PER_MILLI = 1_000_000;

	private final Expectation expected;

	private final Map<String, Object> actual;

	/** The texts of errors that are meant to be the same. */
	private final ErrorTexts errorTexts;

	private final List<String> differences = new ArrayList<>();

	Comparison(Expectation expected, Map<String, Object> actual, ErrorTexts errorTexts) {
		this.expected = expected;
		this.actual = actual;
		this.errorTexts = errorTexts;
	}

	List<String> differences() {
		if (this.expected.refused || this.actual.containsKey("refused")) {
			check("refused", this.expected.refused, this.actual.containsKey("refused"));
			return this.differences;
		}
		check("came to its end", true, this.actual.get("ended"));
		undelivered();
		lane("life", this.expected.life);
		lane("rpc", this.expected.rpc);
		if (this.differences.isEmpty() && !this.expected.beginning) {
			this.expected.order.forEach((pair) -> order((List<?>) pair));
		}
		this.expected.timing.forEach((pair) -> timing((Map<?, ?>) pair));
		if (!this.expected.beginning) {
			check("runs", (long) this.expected.runs, number(this.actual.get("runs")));
			check("alive at the end", (long) this.expected.aliveAtEnd, number(this.actual.get("aliveAtEnd")));
		}
		output();
		errorsLogged();
		this.differences.addAll(new ChildComparison(this.expected, this.actual, this.errorTexts).differences());
		return this.differences;
	}

	private static long number(Object value) {
		return ((Number) value).longValue();
	}

	private void check(String what, Object wanted, Object found) {
		if (!Objects.equals(wanted, found)) {
			this.differences.add("%s: expected%n    %s%n  but was%n    %s".formatted(what, wanted, found));
		}
	}

	private List<Object> found(String lane) {
		List<Object> found = Expectation.list(this.actual.get(lane));
		found.removeIf(Comparison::isUndelivered);
		return found;
	}

	/** A warning that the original does not know. */
	private static boolean isUndelivered(Object entry) {
		return UNDELIVERED.matcher(String.valueOf(entry)).find();
	}

	private void undelivered() {
		int found = 0;
		for (Object entry : Expectation.list(this.actual.get("life"))) {
			Matcher count = UNDELIVERED.matcher(String.valueOf(entry));
			found += count.find() ? Integer.parseInt(count.group(1)) : 0;
		}
		if (!this.expected.beginning) {
			check("undelivered events", this.expected.undelivered, found);
		}
	}

	private void lane(String name, List<Object> wanted) {
		List<Object> found = found(name);
		if (name.equals("life") && matchesAll(this.expected.otherLife, found)) {
			return;
		}
		boolean lengths = this.expected.beginning ? found.size() >= wanted.size() : found.size() == wanted.size();
		if (!lengths || !matchesAll(wanted, found.subList(0, wanted.size()))) {
			check(name, join(wanted), join(found));
		}
	}

	private boolean matchesAll(List<Object> wanted, List<Object> found) {
		boolean same = wanted != null && wanted.size() == found.size();
		for (int i = 0; same && i < wanted.size(); i++) {
			same = matches(wanted.get(i), found.get(i));
		}
		return same;
	}

	private static String join(List<Object> entries) {
		return String.join("\n    ", entries.stream().map(String::valueOf).toList());
	}

	private boolean matches(Object wanted, Object found) {
		if (wanted instanceof String name) {
			return name.equals(Expectation.name(found)) && isComplete(name, found);
		}
		Map<?, ?> wantedEntry = (Map<?, ?>) wanted;
		if (wantedEntry.get("query") instanceof Map<?, ?> query && Expectation.isTag(found, "query")) {
			return ((Map<?, ?>) ((Map<?, ?>) found).get("query")).entrySet().containsAll(query.entrySet());
		}
		return this.errorTexts.same(wanted, found) || this.errorTexts.sameFailure(wantedEntry, found);
	}

	/** An event that a repaired lane only names still has all its arguments. */
	private boolean isComplete(String name, Object found) {
		if (!Expectation.isTag(found, "ev")) {
			return true;
		}
		List<?> args = (List<?>) ((Map<?, ?>) found).get("args");
		if (WITH_DATA.contains(name)) {
			return args.size() == 1 && args.get(0) instanceof Map<?, ?> data
					&& ("<pid>".equals(data.get("pid")) || (this.expected.stopsInPause && name.equals("stop")));
		}
		return !name.equals("error") || !args.isEmpty();
	}

	private void order(List<?> pair) {
		long first = place((String) pair.get(0), (Number) pair.get(1));
		long second = place((String) pair.get(2), (Number) pair.get(3));
		if (first > second) {
			this.differences.add("order: expected %s, but it was the other way round".formatted(pair));
		}
	}

	private long place(String lane, Number index) {
		Map<?, ?> places = (Map<?, ?>) this.actual.get("places");
		return number(((List<?>) places.get(lane)).get(index.intValue()));
	}

	private void timing(Map<?, ?> pair) {
		Long from = time(pair.get("from"), pair.get("fromNth"));
		Long to = time(pair.get("to"), pair.get("toNth"));
		if (from == null || to == null) {
			this.differences.add("timing: expected both events of %s".formatted(pair));
			return;
		}
		long millis = (to - from) / NANOS_PER_MILLI;
		boolean late = pair.get("atMostMs") instanceof Number most && millis > most.longValue() * VectorRun.FACTOR;
		boolean early = pair.get("atLeastMs") instanceof Number least && millis < least.longValue() * VectorRun.FACTOR;
		if (late || early) {
			this.differences.add("timing: expected %s times %d, but was %d".formatted(pair, VectorRun.FACTOR, millis));
		}
	}

	private Long time(Object event, Object nth) {
		Map<?, ?> times = (Map<?, ?>) this.actual.get("times");
		List<?> all = (times.get(event) != null) ? (List<?>) times.get(event) : List.of();
		int index = ((nth != null) ? ((Number) nth).intValue() : 1) - 1;
		return (index < all.size()) ? number(all.get(index)) : null;
	}

	private void output() {
		String stdout = String.join("\n", texts("stdout"));
		String stderr = String.join("\n",
				texts("stderr").stream().filter(Predicate.not(UNDELIVERED.asPredicate())).toList());
		String logged = this.expected.logged;
		String wanted = (logged != null) ? logged : this.expected.stdout;
		if (this.expected.stdoutLength != null) {
			check("length of stdout", true, Math.abs(this.expected.stdoutLength - stdout.length()) <= 1);
		}
		else {
			check("stdout", lines(wanted), lines(stdout));
		}
		if (this.expected.stderrContains.isEmpty() && this.expected.stderr != null) {
			check("stderr", lines(this.expected.stderr), lines(stderr));
		}
		for (Object part : this.expected.stderrContains) {
			check("stderr %s contains %s".formatted(stderr, part), true, stderr.contains((String) part));
		}
		if (logged != null) {
			check("logged output", lines(logged), lines(String.join("\n", texts("logged"))));
		}
	}

	/**
	 * Output comes by lines here, so that it is not told how a line ended, nor whether
	 * the last one of a process did.
	 */
	private String lines(String text) {
		String lines = text.replace("\r\n", "\n").stripTrailing();
		return (this.expected.runs > 1) ? lines.replace("\n", "") : lines;
	}

	private List<String> texts(String key) {
		return ((List<?>) this.actual.get(key)).stream().map(String.class::cast).toList();
	}

	/** Where the original printed every error, this port logs it. */
	private void errorsLogged() {
		List<Object> all = new ArrayList<>(found("life"));
		all.addAll(found("rpc"));
		long events = all.stream().filter((entry) -> "error".equals(Expectation.name(entry))).count();
		long byHand = this.expected.rpc.stream().filter(this::isByHand).count();
		check("logged errors", events - byHand, texts("errorsLogged").stream().filter(ERROR.asPredicate()).count());
	}

	private boolean isByHand(Object entry) {
		return this.errorTexts.isByHand(entry);
	}

}
