package org.intercom4j.emitter;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NameSyntax}, {@link EventName} and {@link Wildcards}.
 */
class NameSyntaxTests {

	private final NameSyntax syntax = new NameSyntax(true, "::");

	@Test
	void parseWhenDelimitersOverlapThenCutsFromTheLeft() {
		assertThat(this.syntax.parse("a:::b").segments()).containsExactly("a", ":b");
		assertThat(this.syntax.parse("::").segments()).containsExactly("", "");
		assertThat(this.syntax.parse("").segments()).containsExactly("");
		assertThat(this.syntax.parse("a::::b::").segments()).containsExactly("a", "", "b", "");
	}

	@Test
	void parseWhenTheNameIsAListThenKeepsItsElements() {
		EventName name = this.syntax.parse(List.of("a::b", "*"));
		assertThat(name.segments()).containsExactly("a::b", "*");
		assertThat(name.text()).isEqualTo("a::b::*");
		assertThat(name.pattern()).isTrue();
	}

	@Test
	void parseWhenWildcardsAreOffThenTheNameIsOneSegment() {
		EventName name = new NameSyntax(false, ".").parse("a.**.**");
		assertThat(name.segments()).containsExactly("a.**.**");
		assertThat(name.pattern()).isFalse();
		assertThat(name.isRegistrable()).isTrue();
		assertThat(new NameSyntax(false, ".").parse(List.of("*")).pattern()).isFalse();
	}

	@Test
	void isRegistrableWhenTwoGlobstarsAreNeighboursThenIsFalse() {
		assertThat(this.syntax.parse("a::**::**").isRegistrable()).isFalse();
		assertThat(this.syntax.parse("**::a::**").isRegistrable()).isTrue();
		assertThat(this.syntax.parse("***::**").isRegistrable()).isTrue();
	}

	@Test
	void meetWhenOnePlainNameFitsBothThenIsTrue() {
		assertThat(meet("a::**::c", "*::b::*")).isTrue();
		assertThat(meet("**", "**::**::a")).isTrue();
		assertThat(meet("a::**", "a")).isTrue();
		assertThat(meet("a::*::**", "a")).isFalse();
		assertThat(meet("**::a", "**::b")).isFalse();
		assertThat(meet("**::a::**", "b::**::c")).isTrue();
	}

	@Test
	void optionsWhenRebuiltThenAreEqual() {
		EmitterOptions options = EmitterOptions.builder().wildcard(true).delimiter("/").maxListeners(3).build();
		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toBuilder().delimiter(null).build().delimiter()).isEqualTo(".");
		assertThat(EmitterOptions.defaults().wildcard()).isFalse();
		assertThat(EmitterOptions.defaults().defaultMaxListeners().get()).isEqualTo(10);
	}

	private boolean meet(String first, String second) {
		return Wildcards.meet(this.syntax.parse(first).segments(), this.syntax.parse(second).segments());
	}

}
