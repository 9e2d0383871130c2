package org.intercom4j.boot.autoconfigure;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.intercom4j.Intercom;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpointWebExtension;
import org.intercom4j.boot.actuate.health.IntercomHealthContributor;
import org.intercom4j.boot.actuate.metrics.IntercomMetrics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ActuatorAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(IntercomAutoConfiguration.class, IntercomEndpointAutoConfiguration.class,
						IntercomHealthContributorAutoConfiguration.class, IntercomMetricsAutoConfiguration.class))
		.withPropertyValues("intercom.children.worker.command=sleep,600", "intercom.children.worker.auto-startup=false",
				"intercom.children.worker.env.KEY=value");

	private final WebApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=intercom");

	private final WebApplicationContextRunner metered = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void endpointWhenExposedThenIsThere() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(IntercomEndpoint.class)
			.hasSingleBean(IntercomEndpointWebExtension.class));
	}

	@Test
	void endpointWhenNotExposedThenIsNotThere() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(IntercomEndpoint.class)
			.doesNotHaveBean(IntercomEndpointWebExtension.class));
	}

	@Test
	void endpointWhenAccessIsNoneThenIsNotThere() {
		this.exposed.withPropertyValues("management.endpoint.intercom.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(IntercomEndpoint.class));
	}

	@Test
	void endpointWhenExposedToJmxOnlyThenHasNoWebExtension() {
		this.runner.withPropertyValues("management.endpoints.jmx.exposure.include=intercom", "spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(IntercomEndpoint.class)
				.doesNotHaveBean(IntercomEndpointWebExtension.class));
	}

	@Test
	void endpointWhenUserHasOneThenBacksOff() {
		this.exposed.withUserConfiguration(OwnEndpoint.class)
			.run((context) -> assertThat(context).hasSingleBean(IntercomEndpoint.class).hasBean("ownEndpoint"));
	}

	@Test
	void endpointWhenValuesMayBeShownThenSanitizesByFunctionsOnly() {
		this.exposed.withPropertyValues("management.endpoint.intercom.show-values=always").run((context) -> {
			assertThat(context.getBean(IntercomEndpoint.class).child("worker").env()).containsEntry("KEY", "value");
		});
		this.exposed.withPropertyValues("management.endpoint.intercom.show-values=always")
			.withBean(SanitizingFunction.class, () -> SanitizingFunction.sanitizeValue().ifKeyEquals("KEY"))
			.run((context) -> assertThat(context.getBean(IntercomEndpoint.class).child("worker").env())
				.containsEntry("KEY", "******"));
	}

	@Test
	void healthWhenNotDisabledThenIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(IntercomHealthContributor.class));
	}

	@Test
	void healthWhenDisabledThenIsNotThere() {
		this.runner.withPropertyValues("management.health.intercom.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(IntercomHealthContributor.class));
	}

	@Test
	void healthWhenUserHasOneThenBacksOff() {
		this.runner.withBean("intercomHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean(IntercomHealthContributor.class));
	}

	@Test
	void metricsWhenRegistryIsThereThenAreBound() {
		this.metered.run((context) -> {
			assertThat(context).hasSingleBean(IntercomMetrics.class);
			assertThat(context.getBean(MeterRegistry.class)
				.get("intercom.child.state")
				.tags("name", "worker", "state", "new")
				.gauge()
				.value()).isOne();
		});
	}

	@Test
	void metricsWhenThereIsNoRegistryThenAreNotThere() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(IntercomMetrics.class));
	}

	@Test
	void metricsWhenMicrometerIsMissingThenAreNotThere() {
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("intercomMetrics"));
	}

	@Test
	void metricsWhenUserHasThemThenBackOff() {
		this.metered.withBean("ownMetrics", IntercomMetrics.class, () -> new IntercomMetrics(Intercom.shared()))
			.run((context) -> assertThat(context).hasSingleBean(IntercomMetrics.class).hasBean("ownMetrics"));
	}

	/**
	 * The user's own endpoint.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnEndpoint {

		@Bean
		IntercomEndpoint ownEndpoint(Intercom intercom) {
			return new IntercomEndpoint(intercom, List.of(), Show.ALWAYS);
		}

	}

}
