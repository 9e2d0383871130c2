package org.intercom4j.benchmarks;

import java.io.IOException;

import org.intercom4j.Child;
import org.intercom4j.Intercom;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that has the starter and nothing else; its arguments declare its
 * children.
 *
 * @since 0.1.0
 */
public final class ApplicationProgram {

	static final String READY = "application is ready";

	/** The line with the milliseconds that the main thread took for children. */
	static final String MAIN_THREAD = "main thread: ";

	static final String CHILDREN_READY = "children are ready";

	private ApplicationProgram() {
	}

	/**
	 * Says when it is ready and what that took of its main thread, says when its children
	 * are, and runs until its input ends.
	 * @param args the properties
	 * @throws IOException if its input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		MainThreadTime time = new MainThreadTime();
		SpringApplication application = new SpringApplication(Application.class);
		application.setApplicationStartup(time.startup());
		application.addInitializers((context) -> register(context, time));
		try (ConfigurableApplicationContext context = application.run(args)) {
			// The application ready event was heard by all before run has returned
			System.out.println(READY);
			System.out.println(MAIN_THREAD + time.total().toNanos() / 1_000_000.0);
			for (Child child : context.getBean(Intercom.class).children().values()) {
				child.whenReady().join();
			}
			System.out.println(CHILDREN_READY);
			System.in.transferTo(System.out);
		}
	}

	private static void register(ConfigurableApplicationContext context, MainThreadTime time) {
		context.getBeanFactory().registerSingleton("before", time.before());
		context.getBeanFactory().registerSingleton("after", time.after());
	}

	/**
	 * All there is to it.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
