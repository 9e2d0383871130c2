package org.intercom4j.benchmarks;

/**
 * What an application spends on idle children, and where it stands in an answer of
 * {@link IdleProgram}.
 */
enum IdleCost {

	RESIDENT(0, "resident", "KB per child"), THREADS(1, "threads", "per child"), CPU(2, "CPU", "us/s per child");

	private static final double MOST_KILOBYTES = 100;

	private final int position;

	private final String label;

	private final String unit;

	IdleCost(int position, String label, String unit) {
		this.position = position;
		this.label = label;
		this.unit = unit;
	}

	double in(double[] answer) {
		return answer[this.position];
	}

	/**
	 * The line beside one rival; the bar is for the largest number of children only.
	 */
	Line line(int count, boolean largest, Contender rival) {
		Bar bar = switch (this) {
			case RESIDENT -> Bar.atMost(MOST_KILOBYTES);
			case THREADS -> Bar.atMost(1);
			case CPU -> Bar.NONE;
		};
		return new Line("idle, %d children, %s, beside %s".formatted(count, this.label, rival), this.unit,
				largest ? bar : Bar.NONE);
	}

}
