package org.intercom4j.lifecycle;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the bench knows of one process: its log and its relayed channel.
 */
final class BenchRun {

	private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

	private final Direction toParent = new Direction();

	private final Direction toChild = new Direction();

	private final CountDownLatch mainDone = new CountDownLatch(1);

	private volatile long holdMillis;

	List<Object> log() {
		return this.log;
	}

	Direction toParent() {
		return this.toParent;
	}

	Direction toChild() {
		return this.toChild;
	}

	void hold(long millis) {
		this.holdMillis = millis;
	}

	/** Nothing comes in before the main part of a script has run. */
	void mainDone() {
		this.mainDone.countDown();
	}

	/** Relays until both sides have closed. */
	void relay(Lines child, SocketChannel childSocket, SocketChannel parentSocket) throws IOException {
		this.toParent.connect(parentSocket);
		this.toChild.connect(childSocket);
		Thread back = new Thread(() -> pumpToChild(childSocket, parentSocket), "vector-relay-back");
		back.setDaemon(true);
		back.start();
		try (parentSocket; childSocket) {
			pumpToParent(child, parentSocket);
			back.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void pumpToParent(Lines child, SocketChannel parentSocket) throws IOException, InterruptedException {
		try {
			for (byte[] line = child.read(); line != null; line = child.read()) {
				this.toParent.forward(line);
			}
		}
		catch (SocketException ex) {
			// a process that is killed before it has read all resets the connection
		}
		this.mainDone.countDown();
		if (this.holdMillis > 0) {
			new CountDownLatch(1).await(this.holdMillis, TimeUnit.MILLISECONDS);
		}
		shutdown(parentSocket);
	}

	private void pumpToChild(SocketChannel childSocket, SocketChannel parentSocket) {
		try {
			this.mainDone.await();
			Lines parent = new Lines(parentSocket);
			for (byte[] line = parent.read(); line != null; line = parent.read()) {
				this.toChild.forward(line);
			}
			shutdown(childSocket);
		}
		catch (IOException ex) {
			shutdown(childSocket);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void shutdown(SocketChannel socket) {
		try {
			socket.shutdownOutput();
		}
		catch (IOException ex) {
			// a side that has gone already needs no end of the stream
		}
	}

}
