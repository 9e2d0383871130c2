package org.intercom4j.emitter;

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Event} and {@link Arguments}.
 */
class EventTests {

	private static final ArgumentConverter JACKSON = (value, type) -> JsonMapper.shared()
		.convertValue(value, JsonMapper.shared().constructType(type));

	@Test
	void argumentWhenTheValueFitsThenReturnsItAsItIs() {
		Instant now = Instant.EPOCH;
		Event event = event(ArgumentConverter.refusing(), now, null, 3);
		assertThat(event.size()).isEqualTo(3);
		assertThat(event.argument(0)).isSameAs(now);
		assertThat(event.argument(0, Instant.class)).isSameAs(now);
		assertThat(event.argument(0, (Type) Object.class)).isSameAs(now);
		assertThat(event.argument(1, Instant.class)).isNull();
		assertThat(event.argument(2, int.class)).isEqualTo(3);
		assertThat(event.arguments().toList()).containsExactly(now, null, 3);
	}

	@Test
	void argumentWhenTheValueIsOfAnotherTypeThenConvertsIt() {
		Event event = event(JACKSON, List.of("1", "2"), "5");
		assertThat(event.argument(0, new TypeReference<List<Integer>>() {
		})).containsExactly(1, 2);
		assertThat(event.argument(1, long.class)).isEqualTo(5L);
		assertThat(event.argument(1, Integer.class)).isEqualTo(5);
	}

	@Test
	void argumentWhenTheIndexIsPastTheEndThenIsNull() {
		Event event = event(JACKSON, "only");
		assertThat(event.argument(1)).isNull();
		assertThat(event.argument(9, String.class)).isNull();
	}

	@Test
	void argumentWhenTheIndexIsNegativeThenIsRefused() {
		Event event = event(JACKSON, "only");
		assertThatIllegalArgumentException().isThrownBy(() -> event.argument(-1))
			.withMessage("'index' must not be negative but was -1");
		assertThatIllegalArgumentException().isThrownBy(() -> event.argument(-1, String.class));
	}

	@Test
	void argumentWhenAPrimitiveIsMissingThenFails() {
		Event event = event(JACKSON, (Object) null);
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> event.argument(0, int.class))
			.withMessage("Expected argument 0 as 'java.lang.Integer' but was 'null'");
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> event.argument(4, boolean.class));
	}

	@Test
	void argumentWhenItCannotBeConvertedThenNamesIndexAndTypes() {
		Event event = event(ArgumentConverter.refusing(), "x", "y");
		assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> event.argument(1, Instant.class))
			.withMessage("Expected argument 1 as 'java.time.Instant' but was 'java.lang.String'")
			.withCauseInstanceOf(UnsupportedOperationException.class)
			.satisfies((ex) -> assertThat(ex.index()).isOne())
			.satisfies((ex) -> assertThat(ex.type()).isEqualTo(Instant.class));
	}

	@Test
	void messageWhenTheTypeNameIsLongThenIsCut() {
		Type type = new Type() {

			@Override
			public String getTypeName() {
				return "T".repeat(500);
			}

		};
		assertThat(new ArgumentException(0, "x", type, null).getMessage()).hasSize(200).endsWith("…");
	}

	@Test
	void restWhenTheFirstIsLeftOutThenStartsWithTheSecond() {
		Arguments rest = new RestArguments(Arguments.of(JACKSON, null, "5", 6));
		assertThat(rest.size()).isEqualTo(2);
		assertThat(rest.get(0)).isEqualTo("5");
		assertThat(rest.get(0, Integer.class)).isEqualTo(5);
		assertThat(rest.get(2)).isNull();
		assertThat(rest.toList()).containsExactly("5", 6);
		assertThatIllegalArgumentException().isThrownBy(() -> rest.get(-1));
		assertThat(new RestArguments(Arguments.of(JACKSON)).toList()).isEmpty();
		assertThat(new RestArguments(Arguments.of(JACKSON)).size()).isZero();
	}

	private static Event event(ArgumentConverter converter, @Nullable Object... values) {
		return new ForwardedEvent("name", Arguments.of(converter, values));
	}

}
