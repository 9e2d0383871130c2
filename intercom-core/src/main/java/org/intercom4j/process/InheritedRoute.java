package org.intercom4j.process;

/**
 * The process writes to the application's own streams.
 */
final class InheritedRoute implements OutputRoute {

	@Override
	public void redirect(ProcessBuilder builder) {
		builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).redirectError(ProcessBuilder.Redirect.INHERIT);
	}

	@Override
	public void begin(Process process) {
	}

	@Override
	public void abandon() {
	}

}
