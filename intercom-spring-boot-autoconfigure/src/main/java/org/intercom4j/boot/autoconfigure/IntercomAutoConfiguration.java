package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.intercom4j.Intercom;
import org.intercom4j.boot.context.ChildDeclaration;
import org.intercom4j.boot.context.ChildEventPublisher;
import org.intercom4j.boot.context.ChildGroup;
import org.intercom4j.boot.context.DeclaredChildren;
import org.intercom4j.boot.context.IntercomLifecycle;
import org.intercom4j.boot.context.ShutdownTimeouts;
import org.intercom4j.process.OrphanAction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of the children that the properties declare: their beans, their
 * lifecycle and their events.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifecycleAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(IntercomProperties.class)
@Import(ChildRegistrar.class)
@ImportRuntimeHints(ChildEventHints.class)
public final class IntercomAutoConfiguration {

	/** That of a lifecycle processor which Spring Boot does not configure. */
	private static final Duration FRAMEWORK_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

	IntercomAutoConfiguration() {
	}

	@Bean
	static ChildQualifiers intercomChildQualifiers(Environment environment) {
		return new ChildQualifiers(environment);
	}

	@Bean
	@ConditionalOnMissingBean
	Intercom intercom(IntercomProperties properties, ObjectProvider<JsonMapper> jsonMapper, Environment environment) {
		Intercom.Builder builder = Intercom.builder()
			.shutdownHook(false)
			.classDataArchive(properties.classDataArchive())
			.orphans(properties.enabled() ? properties.orphans() : OrphanAction.IGNORE);
		String application = environment.getProperty("spring.application.name");
		if (application != null && !application.isBlank()) {
			builder.application(application);
		}
		jsonMapper.ifUnique(builder::jsonMapper);
		if (Threading.VIRTUAL.isActive(environment)) {
			builder.listenerThreads(new VirtualThreadTaskExecutor("intercom-worker-").getVirtualThreadFactory());
		}
		return builder.build();
	}

	@Bean
	ChildEventPublisher intercomChildEventPublisher(ApplicationEventPublisher publisher) {
		return new ChildEventPublisher(publisher);
	}

	@Bean
	DeclaredChildren intercomDeclaredChildren(Intercom intercom, IntercomProperties properties, Environment environment,
			ChildEventPublisher publisher) {
		List<ChildDeclaration> declarations = new ChildDeclarations(properties).of(ChildNames.of(environment));
		List<ChildGroup> groups = new GroupRules(properties.children(), properties.groups()).check();
		return new DeclaredChildren(intercom, declarations, groups, publisher);
	}

	@Bean
	IntercomLifecycle intercomLifecycle(Intercom intercom, DeclaredChildren declared,
			ObjectProvider<DefaultLifecycleProcessor> processor, ObjectProvider<LifecycleProperties> properties) {
		LifecycleProperties lifecycle = properties.getIfAvailable();
		Duration configured = (lifecycle != null) ? lifecycle.getTimeoutPerShutdownPhase() : FRAMEWORK_SHUTDOWN_TIMEOUT;
		return new IntercomLifecycle(intercom, declared, new ShutdownTimeouts(processor, configured));
	}

}
