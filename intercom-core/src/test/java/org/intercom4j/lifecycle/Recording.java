package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.intercom4j.emitter.Event;

/**
 * What happened on the parent's side, in two lanes.
 */
final class Recording {

	static final String LIFE = "life";

	static final String RPC = "rpc";

	private static final Set<String> LIFE_EVENTS = Set.of("start", "restart", "stop", "exit", "close", "warn");

	private static final long LIMIT_SECONDS = 90;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	/** Guarded by the lock, like all below. */
	private final Map<String, List<Object>> entries = new LinkedHashMap<>();

	private final Map<String, List<Object>> places = new HashMap<>();

	private final Map<String, List<Long>> times = new LinkedHashMap<>();

	private int next;

	private boolean frozen;

	/** The lane of an event that nobody emitted by hand. */
	static String laneOf(Event event) {
		boolean lifeError = event.name().equals("error") && event.size() == 1
				&& event.argument(0) instanceof Exception ex && isLifeError(String.valueOf(ex.getMessage()));
		return (LIFE_EVENTS.contains(event.name()) || lifeError) ? LIFE : RPC;
	}

	private static boolean isLifeError(String text) {
		return text.startsWith("Cannot start") || text.startsWith("Cannot stop") || text.startsWith("Forking");
	}

	void event(String lane, Event event, List<Object> arguments, long nanoTime) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("ev", event.name());
		entry.put("args", arguments);
		this.lock.lock();
		try {
			if (!this.frozen) {
				this.times.computeIfAbsent(event.name(), (key) -> new ArrayList<>()).add(nanoTime);
			}
			add(lane, entry);
		}
		finally {
			this.lock.unlock();
		}
	}

	void add(String lane, Object entry) {
		this.lock.lock();
		try {
			if (!this.frozen) {
				this.entries.computeIfAbsent(lane, (key) -> new ArrayList<>()).add(entry);
				this.places.computeIfAbsent(lane, (key) -> new ArrayList<>()).add(this.next++);
				this.changed.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits for the nth event of this name; whether it came. */
	boolean await(String event, int nth) throws InterruptedException {
		this.lock.lock();
		try {
			long left = TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
			while (this.times.getOrDefault(event, List.of()).size() < nth && left > 0) {
				left = this.changed.awaitNanos(left);
			}
			return left > 0;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets time pass; what comes meanwhile is written down. */
	void settle(long millis) throws InterruptedException {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(millis);
			while (left > 0) {
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** What comes now belongs to the cleaning up. */
	void freeze() {
		this.lock.lock();
		try {
			this.frozen = true;
		}
		finally {
			this.lock.unlock();
		}
	}

	Map<String, Object> toMap() {
		this.lock.lock();
		try {
			Map<String, Object> map = new LinkedHashMap<>();
			for (String lane : List.of(LIFE, RPC, "stdout", "stderr")) {
				map.put(lane, List.copyOf(this.entries.getOrDefault(lane, List.of())));
			}
			map.put("places", new HashMap<>(this.places));
			map.put("times", new LinkedHashMap<>(this.times));
			return map;
		}
		finally {
			this.lock.unlock();
		}
	}

}
