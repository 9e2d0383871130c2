package org.intercom4j.programs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildOptionsBuilder;
import org.intercom4j.Intercom;
import org.intercom4j.supervisor.BackoffPolicy;

/**
 * An application that starts, restarts and stops its children all the time, until it is
 * killed. Prints a line for each process that was started.
 */
public final class ChaosOwner {

	private ChaosOwner() {
	}

	public static void main(String[] scripts) {
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		List<ChildOptionsBuilder> options = new ArrayList<>();
		List.of(scripts).forEach((script) -> options.add(ChildOptions.builder("classpath:scripts/" + script)));
		options.add(ChildOptions.builder(Acknowledger.class.getName()));
		options.add(ChildOptions.command("sh", "-c", "sleep 1000 & setsid sleep 1000 & wait"));
		options.add(ChildOptions.command("sh", "-c", "trap '' TERM; (trap '' TERM; sleep 1000; :) & wait; sleep 1000"));
		options.add(ChildOptions.command("sh", "-c", "sleep 1000 & exit 1"));
		BackoffPolicy soon = BackoffPolicy.builder()
			.delay(Duration.ofMillis(10))
			.maxDelay(Duration.ofMillis(10))
			.build();
		for (ChildOptionsBuilder each : options) {
			Child child = intercom.child("child" + options.indexOf(each), each.restart(soon).build());
			child.on("start", (event) -> System.out.println("started"));
			child.on("restart", (event) -> System.out.println("started"));
			child.on("close", (event) -> child.start());
			child.start();
		}
		while (true) {
			for (Child child : intercom.children().values()) {
				child.restart().handle((info, failure) -> child.stop()).join();
			}
		}
	}

}
