package org.intercom4j.boot.autoconfigure;

import org.intercom4j.Intercom;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpointWebExtension;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the Actuator endpoint {@code intercom}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = IntercomAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(IntercomEndpoint.class)
@EnableConfigurationProperties(IntercomEndpointProperties.class)
public final class IntercomEndpointAutoConfiguration {

	IntercomEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	IntercomEndpoint intercomEndpoint(Intercom intercom, ObjectProvider<SanitizingFunction> sanitizingFunctions,
			IntercomEndpointProperties properties) {
		return new IntercomEndpoint(intercom, sanitizingFunctions.orderedStream().toList(), properties.showValues());
	}

	@Bean
	@ConditionalOnBean(IntercomEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	IntercomEndpointWebExtension intercomEndpointWebExtension(IntercomEndpoint endpoint,
			IntercomEndpointProperties properties) {
		return new IntercomEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

}
