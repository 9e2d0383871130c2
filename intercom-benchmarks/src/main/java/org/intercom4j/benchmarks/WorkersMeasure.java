package org.intercom4j.benchmarks;

import java.io.IOException;
import java.util.Collection;
import java.util.function.UnaryOperator;

import org.intercom4j.ChildOptionsBuilder;

/**
 * A measure of children that run from its first round to its last one.
 */
abstract class WorkersMeasure implements Measure {

	private final String name;

	private final Workers workers;

	WorkersMeasure(Stage stage, String name, Collection<Language> languages,
			UnaryOperator<ChildOptionsBuilder> options) {
		this.name = name;
		this.workers = new Workers(stage, name, languages, options);
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final void open() throws Exception {
		this.workers.start();
	}

	@Override
	public final void close() throws Exception {
		this.workers.stop();
	}

	/**
	 * Our child in a language.
	 */
	final Worker worker(Language language) {
		return this.workers.get(language);
	}

	/**
	 * Has the original measure something.
	 */
	final double[] original(String request, Object... arguments) throws IOException {
		return this.workers.original(request, arguments);
	}

}
