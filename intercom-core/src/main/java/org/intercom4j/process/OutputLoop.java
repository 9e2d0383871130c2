package org.intercom4j.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the output of all processes on one thread, which sleeps while none of them
 * prints. Whatever a process prints is read at once, also after the close, until the last
 * stream has ended.
 */
final class OutputLoop implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OutputLoop.class);

	/** As much as a pipe holds. */
	private static final int BUFFER_BYTES = 64 * 1024;

	private final PipeSupply pipes = new PipeSupply();

	private final ReentrantLock lock = new ReentrantLock();

	/** Owned by the thread. */
	private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

	/** Guarded by the lock; none before the first stream, and after the close. */
	private @Nullable Selector selector;

	/** Guarded by the lock. */
	private boolean closing;

	/** Makes what it can read. */
	PipeSupply pipes() {
		return this.pipes;
	}

	/**
	 * Reads a pipe to its end.
	 * @throws IOException if the system has no more files, or threads
	 */
	void read(Pipe.SourceChannel source, OutputLines lines) throws IOException {
		source.configureBlocking(false);
		this.lock.lock();
		try {
			Selector running = (this.selector != null) ? this.selector : begin();
			source.register(running, SelectionKey.OP_READ, lines);
			running.wakeup();
		}
		finally {
			this.lock.unlock();
		}
	}

	private Selector begin() throws IOException {
		Selector created = Selector.open();
		Thread thread = new Thread(() -> run(created), "intercom-output");
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (OutOfMemoryError ex) {
			created.close();
			throw new IOException("There is no thread that could read", ex);
		}
		this.selector = created;
		return created;
	}

	private void run(Selector running) {
		while (!isOver(running)) {
			try {
				running.select(this::read);
			}
			catch (IOException | RuntimeException | Error ex) {
				logger.error("Output could not be read", ex);
			}
		}
	}

	private void read(SelectionKey key) {
		OutputLines lines = (OutputLines) key.attachment();
		Pipe.SourceChannel source = (Pipe.SourceChannel) key.channel();
		try {
			int count = source.read(this.buffer.clear());
			if (count >= 0) {
				lines.add(this.buffer.array(), count);
				return;
			}
			source.close();
			// the next look takes the key away
			key.selector().wakeup();
			lines.end();
		}
		catch (IOException ex) {
			NamedPipe.close(source);
			lines.end(ex);
		}
	}

	/** Under the lock, so that no stream is added to a selector that is left. */
	private boolean isOver(Selector running) {
		this.lock.lock();
		try {
			if (!this.closing || !running.keys().isEmpty()) {
				return false;
			}
			this.selector = null;
			running.close();
			return true;
		}
		catch (IOException ex) {
			logger.debug("A selector could not be closed", ex);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Ends the thread as soon as there is nothing left to read. */
	@Override
	public void close() {
		this.pipes.close();
		this.lock.lock();
		try {
			this.closing = true;
			if (this.selector != null) {
				this.selector.wakeup();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
