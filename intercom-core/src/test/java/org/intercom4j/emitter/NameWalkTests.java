package org.intercom4j.emitter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the walks over the tree of names, against a model that tries plain names one
 * by one.
 */
class NameWalkTests {

	private static final List<String> LITERALS = List.of("a", "b", "");

	private final NameSyntax syntax = new NameSyntax(true, "::");

	@Test
	void walksWhenNamesAreRandomThenFindWhatTheModelFinds() {
		long seed = Long.getLong("intercom.fuzz.seed", System.nanoTime());
		Random random = new Random(seed);
		for (int round = 0; round < 1000; round++) {
			List<String> patterns = new ArrayList<>();
			for (int index = 0; index < 8; index++) {
				patterns.add(randomName(random, 3));
			}
			ListenerLookup lookup = register(patterns);
			for (int index = 0; index < 6; index++) {
				String name = randomName(random, (index < 3) ? 0 : 3);
				assertThat(found(lookup.find(name))).as("seed %d: %s of %s", seed, name, patterns)
					.containsExactlyInAnyOrderElementsOf(matching(patterns, name));
			}
		}
	}

	@Test
	void walkWhenNameIsLiteralThenWildcardsInItArePlainSegments() {
		List<String> patterns = List.of("a::*", "a::**", "a::b", "**::*", "*::b", "**", "**::b");
		ListenerLookup lookup = register(patterns);
		assertThat(found(lookup.findLiteral(this.syntax.parse("a::*")))).containsExactly("a::*", "a::**", "**",
				"**::*");
		assertThat(found(lookup.findLiteral(this.syntax.parse("a::**")))).containsExactly("a::*", "a::**", "**",
				"**::*");
		assertThat(found(lookup.findLiteral(this.syntax.parse("**")))).containsExactly("**", "**::*");
		assertThat(found(lookup.findLiteral(this.syntax.parse("a::b")))).contains("a::b", "*::b", "**::b");
	}

	@Test
	void walkWhenSeveralGlobstarsMeetALongNameThenStaysLinear() {
		List<String> patterns = List.of("**::a::**::a::**::a::**::b", "**::*::**::*::**::*::**");
		ListenerLookup lookup = register(patterns);
		EventName name = this.syntax.parse("a::".repeat(20_000) + "a");
		assertThat(found(lookup.find(name))).containsExactly("**::*::**::*::**::*::**");
	}

	@Test
	void removalWhenNamesAreRandomThenFindsWhatTheModelFinds() {
		long seed = Long.getLong("intercom.fuzz.seed", System.nanoTime());
		Random random = new Random(seed);
		for (int round = 0; round < 1000; round++) {
			List<String> registered = new ArrayList<>();
			for (int index = 0; index < 8; index++) {
				registered.add(randomName(random, 3));
			}
			ListenerTree tree = register(registered).tree();
			String pattern = randomName(random, 4);
			List<String> expected = registered.stream()
				.filter((name) -> this.syntax.parse(name).isRegistrable())
				.filter((name) -> globMatches(segments(pattern), segments(name)))
				.distinct()
				.toList();
			List<String> found = RemovalWalk.walk(tree.root(), this.syntax.parse(pattern))
				.stream()
				.filter(Node::hasListeners)
				.map((node) -> this.syntax.join(node.path()))
				.toList();
			assertThat(found).as("seed %d: %s of %s", seed, pattern, registered)
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	private ListenerLookup register(Collection<String> patterns) {
		ListenerLookup lookup = new ListenerLookup(this.syntax);
		for (String pattern : patterns) {
			EventName name = this.syntax.parse(pattern);
			if (name.isRegistrable()) {
				lookup.tree().add(name, new Named(pattern), false, 0);
			}
		}
		return lookup;
	}

	private List<String> found(ListenerList list) {
		return list.originals().stream().map((listener) -> ((Named) listener).pattern()).toList();
	}

	private String randomName(Random random, int wildcards) {
		List<String> segments = new ArrayList<>();
		int length = 1 + random.nextInt(4);
		for (int index = 0; index < length; index++) {
			boolean wildcard = random.nextInt(10) < wildcards;
			segments
				.add(wildcard ? (random.nextBoolean() ? "*" : "**") : LITERALS.get(random.nextInt(LITERALS.size())));
		}
		return String.join("::", segments);
	}

	private List<String> segments(String name) {
		return this.syntax.parse(name).segments();
	}

	private List<String> matching(List<String> patterns, String name) {
		Set<List<String>> plainNames = plainNames(segments(name));
		return patterns.stream()
			.filter((pattern) -> this.syntax.parse(pattern).isRegistrable())
			.filter((pattern) -> plainNames.stream().anyMatch((plain) -> globMatches(segments(pattern), plain)))
			.toList();
	}

	private final Map<List<String>, Set<List<String>>> known = new HashMap<>();

	/**
	 * The plain names of the literals that a pattern matches, long enough for two
	 * patterns of four segments to have one in common if they meet.
	 */
	private Set<List<String>> plainNames(List<String> pattern) {
		if (pattern.stream().noneMatch(Wildcards::isWildcard)) {
			return Set.of(pattern);
		}
		return this.known.computeIfAbsent(pattern, (key) -> {
			Set<List<String>> names = new HashSet<>();
			expand(pattern, 0, new ArrayList<>(), names);
			return names;
		});
	}

	private void expand(List<String> pattern, int index, List<String> prefix, Set<List<String>> names) {
		if (index == pattern.size()) {
			names.add(List.copyOf(prefix));
			return;
		}
		String segment = pattern.get(index);
		if (segment.equals("**")) {
			expand(pattern, index + 1, prefix, names);
			if (prefix.size() < 6) {
				extend(pattern, index, prefix, names);
			}
		}
		else if (segment.equals("*")) {
			extend(pattern, index + 1, prefix, names);
		}
		else {
			prefix.add(segment);
			expand(pattern, index + 1, prefix, names);
			prefix.remove(prefix.size() - 1);
		}
	}

	private void extend(List<String> pattern, int next, List<String> prefix, Set<List<String>> names) {
		for (String literal : LITERALS) {
			prefix.add(literal);
			expand(pattern, next, prefix, names);
			prefix.remove(prefix.size() - 1);
		}
	}

	private static boolean globMatches(List<String> pattern, List<String> name) {
		if (pattern.isEmpty()) {
			return name.isEmpty();
		}
		List<String> rest = pattern.subList(1, pattern.size());
		if (pattern.get(0).equals("**")) {
			return globMatches(rest, name) || (!name.isEmpty() && globMatches(pattern, name.subList(1, name.size())));
		}
		return !name.isEmpty() && (pattern.get(0).equals("*") || pattern.get(0).equals(name.get(0)))
				&& globMatches(rest, name.subList(1, name.size()));
	}

	private record Named(String pattern) implements EventListener {

		@Override
		public void onEvent(Event event) {
			throw new IllegalStateException("not called");
		}

	}

}
