package org.intercom4j;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;
import org.intercom4j.emitter.Event;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps account of the jobs that a child was given and of the ticks that it tells: none
 * is acknowledged twice, none is forgotten, and no tick of a process is missing or out of
 * order before the process has ended.
 */
final class EventLedger {

	private final Child child;

	private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();

	/** The next tick of each process, owned by the child's event thread. */
	private final Map<Long, Integer> ticks = new HashMap<>();

	private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

	private final AtomicInteger next = new AtomicInteger();

	private final AtomicInteger acknowledged = new AtomicInteger();

	EventLedger(Child child) {
		this.child = child;
		child.on("tick", this::tick);
	}

	private void tick(Event event) {
		long pid = event.argument(0, Long.class);
		int number = event.argument(1, Integer.class);
		int expected = this.ticks.merge(pid, 1, Integer::sum) - 1;
		if (number != expected) {
			this.faults.add("tick %d of process %d came in the place of %d".formatted(number, pid, expected));
		}
		if (number % 2 == 1) {
			this.acknowledged.incrementAndGet();
		}
	}

	/** Gives the child a job; refused while no process is to come. */
	void emit() {
		int number = this.next.getAndIncrement();
		Outcome outcome = new Outcome(number);
		this.outcomes.put(number, outcome);
		try {
			this.child.emit("job", number, outcome);
		}
		catch (IllegalStateException ex) {
			assertThat(ex).hasMessageContaining("the event was not sent");
			this.outcomes.remove(number);
		}
	}

	int acknowledged() {
		return this.acknowledged.get();
	}

	/** How many jobs were neither acknowledged nor said to be lost. */
	long open() {
		return this.outcomes.values()
			.stream()
			.filter((outcome) -> outcome.calls.get() + outcome.ends.get() == 0)
			.count();
	}

	/**
	 * The child is down.
	 * @param toldLost how many it has said could not be delivered
	 */
	void check(int toldLost) {
		assertThat(this.faults).as("faults of %s", this.child.name()).isEmpty();
		assertThat(this.outcomes.values()).as("acknowledged once at most")
			.allMatch((outcome) -> outcome.calls.get() <= 1 && outcome.ends.get() <= 1);
		assertThat(open()).as("jobs of %s without an outcome", this.child.name()).isLessThanOrEqualTo(toldLost);
	}

	/** What became of one job. */
	private static final class Outcome implements Callback {

		private final int number;

		private final AtomicInteger calls = new AtomicInteger();

		private final AtomicInteger ends = new AtomicInteger();

		Outcome(int number) {
			this.number = number;
		}

		@Override
		public void call(CallArguments args) {
			assertThat(args.get(0, Integer.class)).isEqualTo(this.number);
			this.calls.incrementAndGet();
		}

		@Override
		public void closed(SessionClosedException reason) {
			this.ends.incrementAndGet();
		}

	}

}
