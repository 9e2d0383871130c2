package org.intercom4j.programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * An application with one Java child, whose JVM options are the arguments. Prints where
 * the child's JVM has loaded a class of Jackson from, and what else it wrote at its
 * start; {@code restart} and {@code close} on its standard input do so.
 */
public final class Sharer {

	private static final String PROBE = "tools.jackson.databind.json.JsonMapper source: ";

	private Sharer() {
	}

	public static void main(String[] args) throws Exception {
		List<String> execArgv = new ArrayList<>(List.of("-Xlog:class+load"));
		execArgv.addAll(List.of(args));
		Intercom intercom = Intercom.builder().build();
		Child echo = intercom.child("echo", ChildOptions.builder(Echo.class.getName()).execArgv(execArgv).build());
		echo.on("stdout", (event) -> print(event.argument(0, String.class)));
		echo.on("stderr", (event) -> System.out.println("stderr " + event.argument(0, String.class)));
		echo.on("rpcready", (event) -> System.out.println("ready"));
		echo.start();
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); "restart".equals(line); line = input.readLine()) {
			echo.restart();
		}
		intercom.close();
		System.out.println("closed");
	}

	private static void print(String line) {
		int probe = line.indexOf(PROBE);
		if (probe >= 0) {
			System.out.println("loaded from " + line.substring(probe + PROBE.length()));
		}
		else if (line.contains("[cds") || line.contains("[aot")) {
			System.out.println("told " + line);
		}
	}

}
