package org.intercom4j;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.intercom4j.process.OrphanAction;
import org.intercom4j.programs.Founder;

/**
 * A running {@link Founder}, and what it and its child have printed up to now.
 */
final class Founded {

	private final Process process;

	private final List<String> printed = new ArrayList<>();

	private Founded(Process process) {
		this.process = process;
	}

	static Founded start(String application, OrphanAction orphans, String script) throws IOException {
		return new Founded(new ProcessBuilder(command(application, orphans, script)).redirectErrorStream(true).start());
	}

	static String[] command(String application, OrphanAction orphans, String script) {
		return new String[] { System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), Founder.class.getName(), application, orphans.name(), script };
	}

	/** What the child printed next. */
	String nextLine() throws IOException {
		for (String line = this.process.inputReader().readLine(); line != null; line = this.process.inputReader()
			.readLine()) {
			if (line.startsWith("child: ")) {
				return line.substring("child: ".length());
			}
			this.printed.add(line);
		}
		throw new IOException("The application has ended: " + this.printed);
	}

	/** What the application has printed before the latest line of its child. */
	String printed() {
		return String.join("\n", this.printed);
	}

	long pid() {
		return this.process.pid();
	}

	/** The guardian first, so that only the kernel ends what it knows. */
	void killUnguarded() throws Exception {
		for (ProcessHandle guardian : this.process.descendants().filter(Resources::isGuardian).toList()) {
			guardian.destroyForcibly();
			guardian.onExit().get(60, TimeUnit.SECONDS);
		}
		kill();
	}

	void kill() throws InterruptedException {
		this.process.destroyForcibly();
		this.process.waitFor();
	}

}
