package org.intercom4j.boot.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of the Actuator endpoint.
 *
 * @param showValues When to show unsanitized arguments and environment variables.
 * @param roles Roles used to determine whether a user is authorized to be shown
 * unsanitized values. When empty, all authenticated users are authorized.
 * @since 0.1.0
 */
@ConfigurationProperties(prefix = "management.endpoint.intercom")
public record IntercomEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {
}
