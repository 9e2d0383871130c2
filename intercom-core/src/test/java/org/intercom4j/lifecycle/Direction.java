package org.intercom4j.lifecycle;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import tools.jackson.core.JacksonException;

/**
 * One direction of a relayed channel: hands frames on, writes them down, and lets texts
 * slip in between them.
 */
final class Direction {

	/** The name of an event that stands for text to be sent in its place. */
	static final String RAW = "\u0000raw";

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like all below. */
	private final List<Object> frames = new ArrayList<>();

	private final List<String> early = new ArrayList<>();

	private SocketChannel target;

	private boolean begun;

	void connect(SocketChannel target) {
		this.lock.lock();
		try {
			this.target = target;
		}
		finally {
			this.lock.unlock();
		}
	}

	List<Object> frames() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.frames);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Sends a text of its own, after the first frame at the earliest. */
	void inject(String text) {
		this.lock.lock();
		try {
			if (this.begun) {
				send(text);
			}
			else {
				this.early.add(text);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void forward(byte[] line) {
		String text = new String(line, StandardCharsets.UTF_8);
		this.lock.lock();
		try {
			String raw = rawText(text);
			send((raw != null) ? raw : text + "\n");
			if (!this.begun) {
				this.begun = true;
				this.early.forEach(this::send);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String rawText(String frame) {
		boolean possible = frame.contains("\\u0000raw");
		if (possible && Lines.JSON.readValue(frame, Map.class).get("arguments") instanceof List<?> list
				&& list.size() == 2 && RAW.equals(list.get(0))) {
			return (String) list.get(1);
		}
		return null;
	}

	private void send(String text) {
		try {
			this.frames.add(Lines.JSON.readValue(text, Object.class));
		}
		catch (JacksonException ex) {
			this.frames.add(text);
		}
		try {
			Lines.write(this.target, text);
		}
		catch (IOException ex) {
			this.early.clear(); // the receiver is gone; what it does not read is lost
		}
	}

}
