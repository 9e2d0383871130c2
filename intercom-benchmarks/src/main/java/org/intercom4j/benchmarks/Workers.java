package org.intercom4j.benchmarks;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.intercom4j.ChildOptionsBuilder;

/**
 * The children of one measure, ours and the original's, which run for as long as the
 * measure does.
 */
final class Workers {

	private final Stage stage;

	private final Map<Language, Worker> workers = new EnumMap<>(Language.class);

	Workers(Stage stage, String name, Collection<Language> languages, UnaryOperator<ChildOptionsBuilder> options) {
		this.stage = stage;
		for (Language language : languages) {
			this.workers.put(language, Worker.create(stage.intercom(), name + language,
					options.apply(language.worker(stage.programs())).build()));
		}
	}

	/**
	 * Starts them all, and waits for their channels.
	 */
	void start() throws Exception {
		this.stage.original().measure("open");
		for (Worker worker : this.workers.values()) {
			worker.becomeReady();
		}
	}

	/**
	 * The child in a language, not started by this method.
	 */
	Worker get(Language language) {
		return Objects.requireNonNull(this.workers.get(language));
	}

	/**
	 * Has the original measure something.
	 */
	double[] original(String request, Object... arguments) throws IOException {
		return this.stage.original().measure(request, arguments);
	}

	/**
	 * Stops them all, so that they cost the next measure nothing.
	 */
	void stop() throws Exception {
		this.stage.original().measure("close");
		for (Worker worker : this.workers.values()) {
			Worker.await(worker.child().stop());
		}
	}

}
