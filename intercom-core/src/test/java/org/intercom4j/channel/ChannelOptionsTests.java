package org.intercom4j.channel;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ChannelOptionsTests {

	@Test
	void defaultsWhenCalledThenAreTheDocumentedOnes() {
		assertThat(ChannelOptions.defaults()).isEqualTo(new ChannelOptions(Transport.AUTO, 67_108_864, 67_108_864,
				Duration.ofSeconds(10), Duration.ofSeconds(5), 65_536, 65_536));
	}

	@Test
	void toBuilderWhenEverythingIsSetThenKeepsIt() {
		ChannelOptions options = new ChannelOptions(Transport.TCP, 1, 2, Duration.ofSeconds(3), Duration.ofSeconds(4),
				5, 6);
		assertThat(options.toBuilder().build()).isEqualTo(options);
		assertThat(options.toBuilder().frameLimit(7).build().frameLimit()).isEqualTo(7);
	}

	@ParameterizedTest
	@MethodSource
	void buildWhenSettingIsOutOfRangeThenNamesIt(UnaryOperator<ChannelOptions.Builder> setting, String message) {
		ChannelOptions.Builder builder = setting.apply(ChannelOptions.builder());
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
	}

	static Stream<Arguments> buildWhenSettingIsOutOfRangeThenNamesIt() {
		return Stream.of(bad((builder) -> builder.frameLimit(0), "'frameLimit' must be positive but was 0"),
				bad((builder) -> builder.frameLimit(Integer.MAX_VALUE),
						"'frameLimit' must be at most 2147483631 but was 2147483647"),
				bad((builder) -> builder.highWaterMark(-1), "'highWaterMark' must be positive but was -1"),
				bad((builder) -> builder.handshakeTimeLimit(Duration.ZERO),
						"'handshakeTimeLimit' must be positive but was PT0S"),
				bad((builder) -> builder.closeTimeLimit(Duration.ofSeconds(-1)),
						"'closeTimeLimit' must be positive but was PT-1S"),
				bad((builder) -> builder.readBufferSize(0), "'readBufferSize' must be positive but was 0"),
				bad((builder) -> builder.writeBufferSize(1 << 30),
						"'writeBufferSize' must be at most 16777216 but was 1073741824"));
	}

	private static Arguments bad(UnaryOperator<ChannelOptions.Builder> setting, String message) {
		return arguments(setting, message);
	}

}
