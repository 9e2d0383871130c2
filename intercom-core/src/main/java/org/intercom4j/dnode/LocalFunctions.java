package org.intercom4j.dnode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The functions that the other side may call, by their ids. A function keeps its ids, so
 * that sending it again adds nothing.
 */
final class LocalFunctions {

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private final Map<Long, Object> functions = new HashMap<>();

	// guarded by the lock
	private final IdentityHashMap<Object, List<Long>> ids = new IdentityHashMap<>();

	// guarded by the lock
	private long next;

	// guarded by the lock
	private @Nullable SessionClosedException closed;

	/**
	 * Gives each function of a request an id, no id twice.
	 * @param offers the functions, in the order of the walk
	 * @return the paths by id, in ascending order
	 * @throws SessionClosedException if the session has ended
	 */
	Map<Long, List<String>> assign(List<Offer> offers) {
		Map<Long, List<String>> paths = new TreeMap<>();
		this.lock.lock();
		try {
			if (this.closed != null) {
				throw new SessionClosedException(this.closed.getCause());
			}
			for (Offer offer : offers) {
				paths.put(id(offer.function(), paths.keySet()), offer.path());
			}
			return paths;
		}
		finally {
			this.lock.unlock();
		}
	}

	private long id(Object function, Set<Long> used) {
		List<Long> known = this.ids.computeIfAbsent(function, (absent) -> new ArrayList<>(1));
		for (Long id : known) {
			if (!used.contains(id)) {
				return id;
			}
		}
		long id = this.next++;
		known.add(id);
		this.functions.put(id, function);
		return id;
	}

	@Nullable Object get(long id) {
		this.lock.lock();
		try {
			return this.functions.get(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	void cull(long id) {
		this.lock.lock();
		try {
			Object function = this.functions.remove(id);
			List<Long> known = (function != null) ? this.ids.get(function) : null;
			if (known != null) {
				known.remove(id);
				if (known.isEmpty()) {
					this.ids.remove(function);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The ids that can be called.
	 * @return the ids in ascending order
	 */
	List<Long> ids() {
		this.lock.lock();
		try {
			return List.copyOf(new TreeMap<>(this.functions).keySet());
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.functions.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Empties the table for good.
	 * @param reason why
	 * @return the functions it held, each once, in the order of their ids
	 */
	List<Object> close(SessionClosedException reason) {
		this.lock.lock();
		try {
			this.closed = reason;
			Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
			List<Object> inOrder = new ArrayList<>();
			new TreeMap<>(this.functions).values().forEach((function) -> {
				if (held.add(function)) {
					inOrder.add(function);
				}
			});
			this.functions.clear();
			this.ids.clear();
			return inOrder;
		}
		finally {
			this.lock.unlock();
		}
	}

}
