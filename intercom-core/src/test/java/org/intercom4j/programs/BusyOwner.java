package org.intercom4j.programs;

import java.util.List;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * An application whose children, the scripts of its arguments, are all busy; prints a
 * line for each that is.
 */
public final class BusyOwner {

	private BusyOwner() {
	}

	public static void main(String[] args) throws Exception {
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		for (String script : List.of(args)) {
			Child child = intercom.child(script, ChildOptions.builder(script).build());
			child.once("busy", (event) -> System.out.println("busy " + script));
			child.start();
		}
		intercom.child("shell", ChildOptions.command("sh", "-c", "sleep 1000 & wait").build()).start().get();
		System.out.println("busy shell");
		Thread.currentThread().join();
	}

}
