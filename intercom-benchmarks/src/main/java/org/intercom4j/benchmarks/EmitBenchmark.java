package org.intercom4j.benchmarks;

import org.intercom4j.emitter.EmitterOptions;
import org.intercom4j.emitter.EventEmitter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Emits one event to listeners that read and count it, as {@code emitter.cjs} does.
 *
 * @since 0.1.0
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
public class EmitBenchmark {

	@Param("false")
	private boolean wildcard;

	@Param("1")
	private int listeners;

	private EventEmitter emitter = new EventEmitter(EmitterOptions.defaults());

	/** Not a constant, which the compiler would read in advance. */
	private Item item = Item.of(1);

	private long emitted;

	private long heard;

	/**
	 * Registers the listeners.
	 */
	@Setup
	public void listen() {
		this.emitter = new EventEmitter(
				EmitterOptions.builder().wildcard(this.wildcard).delimiter("::").maxListeners(0).build());
		for (int number = 0; number < this.listeners; number++) {
			this.emitter.on(this.wildcard ? "job::*" : "job::done", (event) -> {
				if (Item.in(event).ok()) {
					this.heard++;
				}
			});
		}
	}

	/**
	 * What is measured.
	 */
	@Benchmark
	public void emit() {
		this.emitter.emit("job::done", this.item);
		this.emitted++;
	}

	/**
	 * Sees to it that every listener has heard every event.
	 */
	@TearDown
	public void requireAllHeard() {
		if (this.heard != this.emitted * this.listeners) {
			throw new IllegalStateException("Expected %d listeners to hear %d events but they were called %d times"
				.formatted(this.listeners, this.emitted, this.heard));
		}
	}

}
