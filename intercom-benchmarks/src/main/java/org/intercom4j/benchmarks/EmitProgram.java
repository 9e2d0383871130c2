package org.intercom4j.benchmarks;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Has JMH measure ours in a JVM of its own, for the same times as {@code emitter.cjs}
 * does, and prints emits per second.
 *
 * @since 0.1.0
 */
public final class EmitProgram {

	private EmitProgram() {
	}

	/**
	 * Measures.
	 * @param args whether wildcards are on, and the number of listeners
	 * @throws RunnerException if JMH cannot measure
	 */
	public static void main(String[] args) throws RunnerException {
		OptionsBuilder options = new OptionsBuilder();
		options.include(EmitBenchmark.class.getName()).param("wildcard", args[0]).param("listeners", args[1]);
		options.warmupIterations(2).warmupTime(TimeValue.milliseconds(500));
		options.measurementIterations(2).measurementTime(TimeValue.milliseconds(250));
		options.forks(1).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
		System.out.println(new Runner(options.build()).runSingle().getPrimaryResult().getScore());
	}

}
