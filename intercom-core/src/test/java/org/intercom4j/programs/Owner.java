package org.intercom4j.programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * An application with children of its own; prints their pids when they run, and starts
 * another one for each line that it reads.
 */
public final class Owner {

	private Owner() {
	}

	public static void main(String[] args) throws Exception {
		Intercom intercom = Intercom.builder().shutdownHook(false).build();
		Child echo = intercom.child("echo", ChildOptions.builder(Echo.class.getName()).build());
		Child shell = intercom.child("shell", ChildOptions.command("sh", "-c", "sleep 1000 & wait").build());
		echo.ready(() -> System.out.println("pid " + echo.info().pid()));
		echo.start();
		System.out.println("pid " + shell.start().get().pid());
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String name = input.readLine(); name != null; name = input.readLine()) {
			Child another = intercom.child(name, ChildOptions.command("sh", "-c", "sleep 1000 & wait").build());
			System.out.println("pid " + another.start().get().pid());
		}
	}

}
