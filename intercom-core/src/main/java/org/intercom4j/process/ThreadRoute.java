package org.intercom4j.process;

/**
 * A thread for each stream reads the pipes of the JDK.
 *
 * @param out takes the standard output
 * @param error takes the standard error
 */
record ThreadRoute(OutputLines out, OutputLines error) implements OutputRoute {

	@Override
	public void redirect(ProcessBuilder builder) {
		// the pipes are what a process has by default
	}

	@Override
	public void begin(Process process) {
		OutputPump.start(this.out, process.getInputStream());
		OutputPump.start(this.error, process.getErrorStream());
	}

	@Override
	public void abandon() {
	}

}
