package org.intercom4j.boot.programs;

import org.intercom4j.Child;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a child and nothing else. Prints the child's state.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(PlainApplication.class, args)) {
			System.out.println("The child is " + context.getBean("worker", Child.class).state());
			System.out.println("Actuator is " + context.containsBean("intercomEndpoint"));
		}
	}

}
