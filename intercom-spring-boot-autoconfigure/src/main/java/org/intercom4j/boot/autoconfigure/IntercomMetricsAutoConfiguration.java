package org.intercom4j.boot.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import org.intercom4j.Intercom;
import org.intercom4j.boot.actuate.metrics.IntercomMetrics;
import org.intercom4j.boot.context.DeclaredChildren;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.DependsOn;

/**
 * Auto-configuration of the metrics of children.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = IntercomAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ DeclaredChildren.class, MeterRegistry.class })
public final class IntercomMetricsAutoConfiguration {

	IntercomMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	@DependsOn("intercomDeclaredChildren")
	IntercomMetrics intercomMetrics(Intercom intercom) {
		return new IntercomMetrics(intercom);
	}

}
