package org.intercom4j.programs;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;
import org.intercom4j.process.OrphanAction;

/**
 * An application with one child, a shell that runs a script; prints what that prints, and
 * runs until it is killed. Its arguments are its name, what it does with what an earlier
 * run left running, and the script.
 */
public final class Founder {

	private Founder() {
	}

	public static void main(String[] args) throws Exception {
		Intercom intercom = Intercom.builder().application(args[0]).orphans(OrphanAction.valueOf(args[1])).build();
		Child shell = intercom.child("shell", ChildOptions.command("sh", "-c", args[2]).build());
		shell.on("stdout", (event) -> System.out.println("child: " + event.argument(0)));
		shell.start().get();
		Thread.currentThread().join();
	}

}
