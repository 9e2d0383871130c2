package org.intercom4j.readiness;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.intercom4j.readiness.ReadinessOptions.TimeoutAction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReadinessOptionsTests {

	@Test
	void optionsWhenATimeCannotBeWaitedForThenAreRefused() {
		ReadinessProbe probe = new ReadinessProbe.Started();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ReadinessOptions(probe, Duration.ofSeconds(-1), TimeoutAction.WARN, Duration.ZERO))
			.withMessage("'timeout' must not be negative but was PT-1S");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ReadinessOptions(probe, Duration.ZERO, TimeoutAction.WARN, Duration.ZERO))
			.withMessage("'interval' must be positive but was PT0S");
	}

	@Test
	void probeWhenItCannotBeAskedThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadinessProbe.Port("localhost", 65536))
			.withMessage("'port' must be between 1 and 65535 but was 65536");
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadinessProbe.Url(URI.create("ftp://localhost/")))
			.withMessage("'url' must begin with http: or https: but was 'ftp://localhost/'");
		assertThatIllegalArgumentException().isThrownBy(() -> new ReadinessProbe.CommandSucceeds(List.of()))
			.withMessage("'command' must not be empty");
	}

}
