package org.intercom4j.readiness;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a process shows that it is ready.
 *
 * @since 0.1.0
 */
public sealed interface ReadinessProbe {

	/** The largest port number. */
	int MAX_PORT = 65_535;

	/**
	 * What is waited for.
	 * @return the end of a sentence that begins with "it waits for"
	 */
	String description();

	/**
	 * The channel of a script that connects by itself, in Java or Node.js; else the
	 * process.
	 */
	record Automatic() implements ReadinessProbe {

		@Override
		public String description() {
			return "the channel of a script that connects, else for the process";
		}

	}

	/** The process runs. */
	record Started() implements ReadinessProbe {

		@Override
		public String description() {
			return "its process";
		}

	}

	/** The event channel is up. */
	record Channel() implements ReadinessProbe {

		@Override
		public String description() {
			return "its channel";
		}

	}

	/**
	 * The process has emitted an event.
	 *
	 * @param name the event's whole name, not a pattern
	 */
	record EventReceived(String name) implements ReadinessProbe {

		@Override
		public String description() {
			return "its event '" + this.name + "'";
		}

	}

	/**
	 * The process has printed a line on its standard output.
	 *
	 * @param pattern what is found in the line
	 */
	record OutputLine(Pattern pattern) implements ReadinessProbe {

		@Override
		public String description() {
			return "a line of its output with '" + this.pattern + "'";
		}

	}

	/**
	 * A TCP port accepts connections.
	 *
	 * @param host the host, such as {@code localhost}
	 * @param number the port
	 */
	record Port(String host, int number) implements ReadinessProbe {

		/**
		 * Checks the number.
		 */
		public Port {
			if (number < 1 || number > MAX_PORT) {
				throw new IllegalArgumentException("'port' must be between 1 and 65535 but was " + number);
			}
		}

		@Override
		public String description() {
			return "port " + this.number + " of " + this.host;
		}

	}

	/**
	 * A request is answered with a status from 200 to 399.
	 *
	 * @param url an address that begins with {@code http:} or {@code https:}
	 */
	record Url(URI url) implements ReadinessProbe {

		/**
		 * Checks the scheme.
		 */
		public Url {
			if (!"http".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(url.getScheme())) {
				throw new IllegalArgumentException("'url' must begin with http: or https: but was '" + url + "'");
			}
		}

		@Override
		public String description() {
			return "an answer of " + this.url;
		}

	}

	/**
	 * A command ends with exit code 0. It runs in the child's directory and environment.
	 *
	 * @param command the program and its arguments
	 */
	record CommandSucceeds(List<String> command) implements ReadinessProbe {

		/**
		 * Copies the command and checks that there is one.
		 */
		public CommandSucceeds {
			command = List.copyOf(command);
			if (command.isEmpty()) {
				throw new IllegalArgumentException("'command' must not be empty");
			}
		}

		@Override
		public String description() {
			return "exit code 0 of " + this.command;
		}

	}

}
