package org.intercom4j.boot.programs;

import org.intercom4j.Parent;
import org.intercom4j.ParentMessageEvent;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/**
 * A Spring Boot application as a child: hears its parent by an event listener.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringChild {

	public static void main(String[] args) {
		new SpringApplicationBuilder(SpringChild.class).web(WebApplicationType.NONE).run(args);
	}

	@Bean
	Replies replies(Parent parent) {
		return new Replies(parent);
	}

	/**
	 * Answers, and fails where it is told to.
	 *
	 * @param parent the parent
	 */
	public record Replies(Parent parent) {

		@EventListener(condition = "#event.name == 'ask'")
		public void ask(ParentMessageEvent event) {
			this.parent.emit("answer", event.argument(0, Question.class).number() + 1);
		}

		@EventListener(condition = "#event.name == 'fail'")
		public void fail(ParentMessageEvent event) {
			throw new IllegalStateException("on purpose " + event.argument(0));
		}

	}

	/**
	 * What is asked.
	 *
	 * @param number a number
	 */
	public record Question(int number) {
	}

}
