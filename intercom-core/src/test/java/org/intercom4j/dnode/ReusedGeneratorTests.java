package org.intercom4j.dnode;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReusedGeneratorTests {

	private final Side side = Side.withMethod();

	@Test
	void requestWhenAnEarlierValueHasFailedHalfWayThenHasNothingOfIt() {
		this.side.session.request("f", new Point(1));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.side.session.request("f", new Broken(List.of("secret"))));
		assertThatExceptionOfType(ArgumentException.class)
			.isThrownBy(() -> this.side.session.request("f", new Point(2), new Refused("secret")));
		this.side.session.request("f", new Point(3));
		assertThat(this.side.frames).hasSize(2).noneMatch((frame) -> frame.contains("secret"));
		assertThat(this.side.lastFrame()).contains("[{\"x\":3}]");
	}

	@Test
	void requestWhenAValueIsSentAgainThenIsSentInFull() {
		Handed handed = new Handed(new Known());
		this.side.session.request("f", handed);
		this.side.session.request("f", handed);
		assertThat(this.side.frames).hasSize(2).allMatch((frame) -> frame.contains("\"text\":\"in full\""));
	}

	record Point(int x) {
	}

	@JsonFormat(shape = JsonFormat.Shape.ARRAY)
	record Broken(List<String> before) {

		public int getFailing() {
			throw new AssertionError("on purpose");
		}

	}

	record Refused(String before) {

		public int getFailing() {
			throw new IllegalStateException("on purpose");
		}

	}

	@JsonSerialize(using = HandsOn.class)
	record Handed(Known known) {
	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
	static final class Known {

		public final String text = "in full";

	}

	/**
	 * Leaves the value to the generator.
	 */
	static final class HandsOn extends ValueSerializer<Handed> {

		@Override
		public void serialize(Handed value, JsonGenerator generator, SerializationContext context) {
			generator.writePOJO(value.known());
		}

	}

}
