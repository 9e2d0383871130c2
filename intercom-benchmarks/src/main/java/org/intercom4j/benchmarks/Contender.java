package org.intercom4j.benchmarks;

/**
 * What runs idle children.
 */
enum Contender {

	OURS("ours"), PROCESS_BUILDER("ProcessBuilder"), NU_PROCESS("NuProcess");

	private final String label;

	Contender(String label) {
		this.label = label;
	}

	IdleChildren children() {
		return switch (this) {
			case OURS -> new OurIdleChildren();
			case PROCESS_BUILDER -> new PlainIdleChildren();
			case NU_PROCESS -> new NuIdleChildren();
		};
	}

	@Override
	public String toString() {
		return this.label;
	}

}
