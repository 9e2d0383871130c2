package org.intercom4j.dnode;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

import org.jspecify.annotations.Nullable;

/**
 * The functions received from the other side, by their ids, and the methods among them by
 * name.
 */
final class RemoteFunctions {

	private final LongFunction<RemoteStub> factory;

	private final ReentrantLock lock = new ReentrantLock();

	// guarded by the lock
	private final Map<Long, RemoteStub> stubs = new HashMap<>();

	// guarded by the lock
	private boolean closed;

	// written under the lock
	private volatile RemoteMethods methods = RemoteMethods.NONE;

	RemoteFunctions(LongFunction<RemoteStub> factory) {
		this.factory = factory;
	}

	/**
	 * Makes a stub that is not in the table yet.
	 * @param id its id
	 * @return the stub
	 */
	RemoteStub create(long id) {
		return this.factory.apply(id);
	}

	RemoteMethods methods() {
		return this.methods;
	}

	void methods(RemoteMethods told) {
		this.lock.lock();
		try {
			if (!this.closed) {
				this.methods = told;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Nullable RemoteStub get(long id) {
		this.lock.lock();
		try {
			return this.stubs.get(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	void add(Collection<RemoteStub> received) {
		this.lock.lock();
		try {
			if (!this.closed) {
				received.forEach((stub) -> this.stubs.put(stub.id(), stub));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void remove(long id) {
		this.lock.lock();
		try {
			this.stubs.remove(id);
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean remove(RemoteStub stub) {
		this.lock.lock();
		try {
			return this.stubs.remove(stub.id(), stub);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The ids of all stubs.
	 * @return the ids in ascending order
	 */
	List<Long> ids() {
		this.lock.lock();
		try {
			return this.stubs.keySet().stream().sorted().toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.stubs.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.stubs.clear();
			this.methods = RemoteMethods.NONE;
		}
		finally {
			this.lock.unlock();
		}
	}

}
