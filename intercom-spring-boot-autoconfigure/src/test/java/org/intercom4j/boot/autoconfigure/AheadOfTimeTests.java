package org.intercom4j.boot.autoconfigure;

import java.util.function.Consumer;

import org.intercom4j.Child;
import org.intercom4j.ChildMessageEvent;
import org.intercom4j.ChildState;
import org.intercom4j.boot.context.IntercomLifecycle;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.Compiled;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that was processed ahead of time, compiled and run on the JVM.
 */
class AheadOfTimeTests {

	private static final TestPropertyValues BUILD = TestPropertyValues.of("intercom.children.worker.command=sleep,600");

	private final TestGenerationContext generation = new TestGenerationContext();

	@Test
	void contextWhenProcessedThenHasChildrenAndQualifiers() {
		run(BUILD, (context) -> {
			Child worker = context.getBean("workerChild", Child.class);
			assertThat(worker.state()).isEqualTo(ChildState.RUNNING);
			assertThat(context.getBean("qualified")).isSameAs(worker.options());
			assertThat(context.getBean(IntercomLifecycle.class).isRunning()).isTrue();
		});
	}

	@Test
	void contextWhenRunWithOtherPropertiesThenHasTheirChildren() {
		run(BUILD.and("intercom.children.extra.command=sleep,600", "intercom.children.worker.auto-startup=false"),
				(context) -> {
					assertThat(context.getBean("extra", Child.class).state()).isEqualTo(ChildState.RUNNING);
					assertThat(context.getBean("worker", Child.class).state()).isEqualTo(ChildState.NEW);
				});
	}

	@Test
	void contextWhenProcessedThenHintsAtEvents() {
		process();
		assertThat(RuntimeHintsPredicates.reflection().onType(ChildMessageEvent.class))
			.accepts(this.generation.getRuntimeHints());
	}

	private void run(TestPropertyValues properties, Consumer<GenericApplicationContext> test) {
		ClassName initializer = process();
		TestCompiler.forSystem().with(this.generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				properties.applyTo(context);
				initializer(compiled, initializer).initialize(context);
				context.refresh();
				test.accept(context);
			}
		});
	}

	private ClassName process() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			BUILD.applyTo(context);
			context.register(Application.class, IntercomAutoConfiguration.class);
			ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, this.generation);
			this.generation.writeGeneratedContent();
			return initializer;
		}
	}

	@SuppressWarnings("unchecked")
	private static ApplicationContextInitializer<GenericApplicationContext> initializer(Compiled compiled,
			ClassName name) {
		return compiled.getInstance(ApplicationContextInitializer.class, name.canonicalName());
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Object qualified(@Qualifier("worker") Child child) {
			return child.options();
		}

	}

}
