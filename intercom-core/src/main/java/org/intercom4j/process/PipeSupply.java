package org.intercom4j.process;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes pipes, several at once when many files are open: the look for their names takes
 * the longer the more there are. Thread-safe.
 */
final class PipeSupply implements AutoCloseable {

	/** The two of one process. */
	private static final int LEAST = 2;

	private static final int MOST = 32;

	/**
	 * Of so many open files one may be a spare pipe; below three times as many there is
	 * none between two starts.
	 */
	private static final int SHARE = 256;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Deque<NamedPipe> spare = new ArrayDeque<>();

	/** Guarded by the lock. */
	private boolean closed;

	/**
	 * A pipe for one stream.
	 * @throws IOException if there can be no more pipes, or their names are not found
	 */
	NamedPipe take() throws IOException {
		this.lock.lock();
		try {
			if (this.spare.isEmpty()) {
				this.spare.addAll(make());
			}
			NamedPipe taken = this.spare.remove();
			if (this.closed) {
				closeSpare();
			}
			return taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static List<NamedPipe> make() throws IOException {
		Set<String> before = Set.copyOf(NamedPipe.openFiles());
		int count = Math.max(LEAST, Math.min(MOST, before.size() / SHARE));
		List<Pipe> pipes = new ArrayList<>();
		List<NamedPipe> named = new ArrayList<>();
		try {
			while (pipes.size() < count) {
				pipes.add(Pipe.open());
			}
			List<String> all = NamedPipe.openFiles();
			List<String> added = all.stream().filter((number) -> !before.contains(number)).toList();
			for (Pipe pipe : pipes) {
				named.add(NamedPipe.find(pipe, added, all));
			}
			return named;
		}
		finally {
			if (named.size() < count) {
				pipes.forEach(NamedPipe::close);
			}
		}
	}

	/** Those that nobody has taken yet. */
	List<NamedPipe> spare() {
		this.lock.lock();
		try {
			return List.copyOf(this.spare);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Closes the pipes that nobody has taken. */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			closeSpare();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void closeSpare() {
		this.spare.forEach(NamedPipe::close);
		this.spare.clear();
	}

}
