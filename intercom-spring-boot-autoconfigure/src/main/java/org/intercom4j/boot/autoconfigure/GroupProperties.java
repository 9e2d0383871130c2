package org.intercom4j.boot.autoconfigure;

import java.util.List;

import org.intercom4j.supervisor.GroupStrategy;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Children that are restarted together.
 *
 * @param children Names of the children, in the order in which they are started again.
 * @param strategy Which of them are restarted when the process of one has ended.
 * @since 0.1.0
 */
@ConfigurationPropertiesSource
public record GroupProperties(@DefaultValue List<String> children,
		@DefaultValue("one-for-all") GroupStrategy strategy) {
}
