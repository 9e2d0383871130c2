package org.intercom4j.dnode;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Compares what a vector expects with what happened.
 */
final class VectorLog {

	private static final Pattern LONG_TEXT = Pattern.compile("<text of (\\d+) characters>");

	private static final Pattern PATTERN = Pattern.compile("\\{\\$regexp=(.*?)}");

	private static final Set<String> PACKAGE_ERRORS = Set.of("Error");

	private final boolean either;

	private final String category;

	// numbers of the recorded function objects, by side, and the objects here
	private final Map<String, Object> functions = new HashMap<>();

	private final Map<Object, String> numbers = new IdentityHashMap<>();

	// recorded ids of functions and ids here, where other ids are allowed
	private final Map<String, String> ids = new HashMap<>();

	// the regular expressions of a step, which may be sent as text
	private Set<Object> patterns = Set.of();

	VectorLog(Map<?, ?> vector) {
		this.either = "either".equals(vector.get("policy"));
		this.category = (String) vector.get("category");
	}

	/**
	 * Compares the log of a step.
	 */
	void compare(List<?> expected, List<Map<String, Object>> actual, Map<?, ?> step) {
		if (this.either && this.category.equals("malformed") && isOneFailure(actual)) {
			return;
		}
		assertThat(actual).as("log of " + step).hasSameSizeAs(expected);
		for (int i = 0; i < expected.size(); i++) {
			Map<?, ?> entry = (Map<?, ?>) expected.get(i);
			Map<String, Object> found = actual.get(i);
			Set<Object> keys = new HashSet<>(entry.keySet());
			keys.remove("wire");
			assertThat(found.keySet()).as("entry %d of %s", i, step).isEqualTo(keys);
			for (Object key : keys) {
				compareField(entry, (String) key, found.get(key), step);
			}
		}
	}

	private static boolean isOneFailure(List<Map<String, Object>> actual) {
		return actual.size() == 1 && Set.of("fail", "error").contains(String.valueOf(actual.get(0).get("event")));
	}

	private void compareField(Map<?, ?> entry, String key, Object found, Map<?, ?> step) {
		Object expected = entry.get(key);
		switch (key) {
			case "frame" -> compareFrame(entry, (byte[]) found, step);
			case "error" -> compareError((Map<?, ?>) expected, (Exception) found);
			case "event" -> {
				boolean any = VectorValues.isTag(entry.get("error"), "any") || this.category.equals("malformed");
				if (any && Set.of("fail", "error").contains(String.valueOf(expected))) {
					assertThat(found).isIn("fail", "error");
				}
				else {
					assertThat(found).isEqualTo(expected);
				}
			}
			default -> compareValue(expected, found, found, (String) entry.get("side"));
		}
	}

	private void compareFrame(Map<?, ?> entry, byte[] frame, Map<?, ?> step) {
		String text = new String(frame, StandardCharsets.UTF_8);
		Object actual = JsonMapper.shared().readValue(text, Object.class);
		Map<?, ?> expected = (Map<?, ?>) entry.get("frame");
		if (this.either && this.category.equals("encode-functions")) {
			compareRenumbered(expected, (Map<?, ?>) actual);
			return;
		}
		this.patterns = patterns(step);
		compareValue(expected, actual, actual, "");
		if (entry.containsKey("wire") && !this.either) {
			compareText((String) entry.get("wire"), text);
		}
	}

	private static Set<Object> patterns(Map<?, ?> step) {
		Set<Object> patterns = new HashSet<>();
		Matcher pattern = PATTERN.matcher(step.toString());
		while (pattern.find()) {
			patterns.add(pattern.group(1));
		}
		return patterns;
	}

	// an id of the original always stands for the same id here
	private void compareRenumbered(Map<?, ?> expected, Map<?, ?> actual) {
		Map<Object, String> byPath = new HashMap<>();
		((Map<?, ?>) actual.get("callbacks")).forEach((id, path) -> byPath.put(path, (String) id));
		((Map<?, ?>) expected.get("callbacks")).forEach((id, path) -> {
			String here = byPath.remove(path);
			assertThat(here).as("id of the function at %s", path).isNotNull();
			assertThat(this.ids.computeIfAbsent((String) id, (absent) -> here)).isEqualTo(here);
		});
		assertThat(byPath).isEmpty();
		assertThat(actual.get("method")).isEqualTo(expected.get("method"));
		assertThat(actual.get("arguments")).isEqualTo(expected.get("arguments"));
		assertThat(actual.get("links")).isEqualTo(expected.get("links"));
	}

	/**
	 * Compares the ids of the functions that can still be called.
	 */
	void compareLocalIds(List<?> expected, Object next, List<Long> actual) {
		List<String> here = new ArrayList<>();
		expected.forEach((id) -> here.add(this.ids.getOrDefault(id.toString(), id.toString())));
		assertThat(actual).extracting(String::valueOf).containsExactlyInAnyOrderElementsOf(Set.copyOf(here));
		if (next instanceof Number number) {
			assertThat(actual).allMatch((id) -> id < number.longValue());
		}
	}

	// the texts of the script engine are not ours to say
	private void compareError(Map<?, ?> expected, Exception actual) {
		if (expected.containsKey("value")) {
			assertThat(actual).isInstanceOf(VectorSide.ThrownValue.class);
			compareValue(expected.get("value"), ((VectorSide.ThrownValue) actual).value(), null, "");
		}
		else if (PACKAGE_ERRORS.contains(String.valueOf(expected.get("type")))) {
			assertThat(actual).hasMessage((String) expected.get("message"));
		}
		else {
			assertThat(actual).isNotNull();
		}
	}

	private void compareValue(Object expected, Object actual, Object root, String side) {
		if (VectorValues.isTag(expected, "$undefined")) {
			assertThat(actual).isNull();
		}
		else if (VectorValues.isTag(expected, "$same")) {
			assertThat(actual).isSameAs(VectorValues.at(root, (List<?>) ((Map<?, ?>) expected).get("$same")));
		}
		else if (VectorValues.isTag(expected, "$remote")) {
			compareFunction((Map<?, ?>) expected, actual, side);
		}
		else if (expected instanceof Map<?, ?> map && map.isEmpty() && this.patterns.contains(actual)) {
			assertThat(this.either).isTrue();
		}
		else if (expected instanceof Map<?, ?> map) {
			assertThat(actual).isInstanceOf(Map.class);
			assertThat(((Map<?, ?>) actual).keySet()).isEqualTo(map.keySet());
			map.forEach((key, member) -> compareValue(member, ((Map<?, ?>) actual).get(key), root, side));
		}
		else if (expected instanceof List<?> list) {
			assertThat(actual).isInstanceOf(List.class);
			assertThat((List<?>) actual).hasSameSizeAs(list);
			for (int i = 0; i < list.size(); i++) {
				compareValue(list.get(i), ((List<?>) actual).get(i), root, side);
			}
		}
		else {
			compareScalar(expected, actual);
		}
	}

	private void compareScalar(Object expected, Object actual) {
		if (expected instanceof Number) {
			assertThat(new BigDecimal(String.valueOf(actual)))
				.isEqualByComparingTo(new BigDecimal(expected.toString()));
		}
		else if (expected instanceof String text) {
			compareText(text, (String) actual);
		}
		else {
			assertThat(actual).isEqualTo(expected);
		}
	}

	private static void compareText(String expected, String actual) {
		Matcher shortened = LONG_TEXT.matcher(expected);
		if (shortened.matches() && actual.length() > 400) {
			assertThat(actual).hasSize(Integer.parseInt(shortened.group(1)));
		}
		else {
			assertThat(actual).isEqualTo(expected);
		}
	}

	private void compareFunction(Map<?, ?> expected, Object actual, String side) {
		if (!(actual instanceof RemoteFunction function)) {
			fail("expected a function but was %s", actual);
			return;
		}
		assertThat(function.id()).isEqualTo(((Number) expected.get("$remote")).longValue());
		if (expected.containsKey("n")) {
			String number = side + expected.get("n");
			assertThat(this.functions.computeIfAbsent(number, (absent) -> function)).isSameAs(function);
			assertThat(this.numbers.computeIfAbsent(function, (absent) -> number)).isEqualTo(number);
		}
	}

}
