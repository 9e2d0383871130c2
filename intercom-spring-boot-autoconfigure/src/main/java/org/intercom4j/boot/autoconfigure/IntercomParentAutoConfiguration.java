package org.intercom4j.boot.autoconfigure;

import org.intercom4j.Parent;
import org.intercom4j.ParentOptions;
import org.intercom4j.boot.context.ParentEventPublisher;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of an application that was itself started as a child: its
 * {@link Parent} as a bean, and the parent's events as application events. In any other
 * application it has no effect.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@Conditional(IntercomParentAutoConfiguration.StartedAsChild.class)
public final class IntercomParentAutoConfiguration {

	IntercomParentAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	Parent intercomParent(ObjectProvider<JsonMapper> jsonMapper) {
		ParentOptions options = ParentOptions.fromEnvironment().withDeferred(true);
		JsonMapper mapper = jsonMapper.getIfUnique();
		return Parent.connect((mapper != null) ? options.withJsonMapper(mapper) : options);
	}

	@Bean
	ParentEventPublisher intercomParentEventPublisher(Parent parent, ApplicationEventPublisher publisher) {
		return new ParentEventPublisher(parent, publisher);
	}

	/**
	 * Matches when the environment of the process tells a parent.
	 */
	static final class StartedAsChild extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("Started as a child of Intercom");
			return Parent.isPresent() ? ConditionOutcome.match(message.because("the environment names a channel"))
					: ConditionOutcome.noMatch(message.because("the environment names no channel"));
		}

	}

}
