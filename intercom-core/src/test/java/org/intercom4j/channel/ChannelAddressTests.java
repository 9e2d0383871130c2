package org.intercom4j.channel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChannelAddressTests {

	@ParameterizedTest
	@CsvSource({ "unix:/tmp/a b/1,unix:/tmp/a b/1", "tcp:127.0.0.1:4711,tcp:127.0.0.1:4711",
			"tcp:localhost:65535,tcp:127.0.0.1:65535", "tcp:[::1]:1,tcp:0:0:0:0:0:0:0:1:1" })
	void parseWhenAddressIsLocalThenHasItsText(String text, String expected) {
		assertThat(ChannelAddress.parse(text)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "unix:", "unix:\0", "tcp:", "tcp:127.0.0.1", "tcp:127.0.0.1:", "tcp:127.0.0.1:0",
			"tcp:127.0.0.1:65536", "tcp:127.0.0.1:-1", "tcp:127.0.0.1:http", "tcp:10.0.0.1:80", "tcp:example.com:80",
			"tcp:0.0.0.0:80", "127.0.0.1:80", "/tmp/socket", "UNIX:/tmp/socket", "tcp:127.0.0.1:80 " })
	void parseWhenAddressIsBadThenNamesItAndWhatIsExpected(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> ChannelAddress.parse(text))
			.withMessage("Expected a channel address 'unix:<path>' or 'tcp:127.0.0.1:<port>' but was '" + text + "'");
	}

	@Test
	void connectWhenNothingListensThenNamesTheAddress() {
		try (ChannelLoop loop = new ChannelLoop("channels")) {
			assertThatIOException()
				.isThrownBy(() -> ChannelConnector.connect(loop, "unix:/tmp/no-such-intercom-socket", "token",
						ChannelOptions.defaults()))
				.withMessageStartingWith("Could not connect to unix:/tmp/no-such-intercom-socket: ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "two\nlines" })
	void connectWhenTokenIsNotOneLineThenThrows(String token) {
		try (ChannelLoop loop = new ChannelLoop("channels")) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ChannelConnector.connect(loop, "tcp:127.0.0.1:1", token, ChannelOptions.defaults()))
				.withMessage("'token' must be one line that is not empty");
		}
	}

}
