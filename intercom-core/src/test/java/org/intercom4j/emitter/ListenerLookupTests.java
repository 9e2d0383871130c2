package org.intercom4j.emitter;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ListenerLookup} and the tree behind it.
 */
class ListenerLookupTests {

	private static final EventListener LISTENER = (event) -> {
	};

	private final NameSyntax syntax = new NameSyntax(true, "::");

	private final ListenerLookup lookup = new ListenerLookup(this.syntax);

	@Test
	void removeWhenManyUniqueNamesWereRegisteredThenLeavesAnEmptyTree() {
		int names = 100_000;
		for (int index = 0; index < names; index++) {
			add("job::" + index + "::*");
		}
		assertThat(this.lookup.named()).hasSize(names);
		for (int index = 0; index < names; index++) {
			assertThat(this.lookup.tree().remove(this.syntax.parse("job::" + index + "::*"), LISTENER)).isOne();
		}
		assertThat(this.lookup.tree().root().hasChildren()).isFalse();
	}

	@Test
	void removeWhenUniqueNamesComeAndGoThenLeavesAnEmptyTree() {
		for (int index = 0; index < 100_000; index++) {
			CountedListener counted = new CountedListener(this.syntax.parse("job::" + index + "::**"), LISTENER, 1,
					this.lookup.tree()::remove);
			this.lookup.tree().add(counted.name(), counted, false, 0);
			assertThat(counted.claim()).isTrue();
			assertThat(counted.claim()).isFalse();
		}
		assertThat(this.lookup.tree().root().hasChildren()).isFalse();
	}

	@Test
	void removeWhenANameBelowHasListenersThenKeepsItsNodes() {
		add("a");
		add("a::b::c");
		this.lookup.tree().remove(this.syntax.parse("a"), LISTENER);
		assertThat(this.lookup.named()).map(Node::path).containsExactly(List.of("a", "b", "c"));
		this.lookup.tree().removeAll(this.syntax.parse("a::**"));
		assertThat(this.lookup.tree().root().hasChildren()).isFalse();
	}

	@Test
	void findWhenManyUniqueNamesAreEmittedThenKeepsABoundedNumber() {
		add("**");
		for (int index = 0; index < 100_000; index++) {
			assertThat(this.lookup.find("job::" + index).size()).isOne();
		}
		assertThat(this.lookup.resolvedNames()).isBetween(1, 1024);
	}

	@Test
	void findWhenTheNameIsVeryLongThenDoesNotKeepIt() {
		add("**");
		assertThat(this.lookup.find("x".repeat(10_000)).size()).isOne();
		assertThat(this.lookup.resolvedNames()).isZero();
	}

	@Test
	void findWhenTheTreeChangedThenAnswersAnew() {
		assertThat(this.lookup.find("a::b").isEmpty()).isTrue();
		add("a::*");
		assertThat(this.lookup.find("a::b").size()).isOne();
		this.lookup.tree().removeAll();
		assertThat(this.lookup.find("a::b").isEmpty()).isTrue();
	}

	@Test
	void findWhenAListHoldsTheDelimiterThenIsNotTakenForTheText() {
		add("a::b::c");
		assertThat(this.lookup.find("a::b::c").size()).isOne();
		assertThat(this.lookup.find(this.syntax.parse(List.of("a::b", "c"))).isEmpty()).isTrue();
		assertThat(this.lookup.find(this.syntax.parse(List.of("a", "b", "c"))).size()).isOne();
	}

	private void add(String name) {
		this.lookup.tree().add(this.syntax.parse(name), LISTENER, false, 0);
	}

}
