package org.intercom4j.boot.programs;

import org.intercom4j.Child;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with children and nothing else. Prints what they are wanted to be and
 * ends.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class PlainApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = SpringApplication.run(PlainApplication.class, args)) {
			context.getBeansOfType(Child.class)
				.forEach((name, child) -> System.out.println(name + " is " + child.info().desired()));
			System.out.println("Injected is " + context.getBean("injected"));
			System.out.println("Actuator is " + context.containsBean("intercomEndpoint"));
		}
	}

	@Bean
	String injected(@Qualifier("worker") Child child) {
		return child.name();
	}

}
