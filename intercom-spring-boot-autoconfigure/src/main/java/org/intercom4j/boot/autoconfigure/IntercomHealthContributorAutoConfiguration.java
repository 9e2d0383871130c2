package org.intercom4j.boot.autoconfigure;

import org.intercom4j.Intercom;
import org.intercom4j.boot.actuate.health.IntercomHealthContributor;
import org.intercom4j.boot.context.DeclaredChildren;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of children.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = IntercomAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("intercom")
public final class IntercomHealthContributorAutoConfiguration {

	IntercomHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "intercomHealthIndicator", "intercomHealthContributor" })
	IntercomHealthContributor intercomHealthContributor(Intercom intercom, DeclaredChildren declared) {
		return new IntercomHealthContributor(intercom, declared);
	}

}
