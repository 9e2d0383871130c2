package org.intercom4j.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last lines that a child wrote. Thread-safe.
 *
 * @since 0.1.0
 */
public final class OutputTail {

	private static final int MAX_LINE_LENGTH = 2000;

	private final int capacity;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Deque<Line> lines = new ArrayDeque<>();

	/**
	 * Creates an empty tail.
	 * @param capacity how many lines are kept
	 */
	public OutputTail(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Adds a line; the oldest one goes when the tail is full. A long line is cut at 2,000
	 * characters.
	 * @param source the stream
	 * @param text the line
	 */
	public void add(OutputSource source, String text) {
		String kept = cut(text);
		this.lock.lock();
		try {
			if (this.lines.size() >= this.capacity) {
				this.lines.pollFirst();
			}
			if (this.capacity > 0) {
				this.lines.addLast(new Line(source, kept));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private static String cut(String text) {
		if (text.length() <= MAX_LINE_LENGTH) {
			return text;
		}
		boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_LINE_LENGTH - 1));
		return text.substring(0, splitsPair ? MAX_LINE_LENGTH - 1 : MAX_LINE_LENGTH) + "…";
	}

	/** Forgets all lines. */
	public void clear() {
		this.lock.lock();
		try {
			this.lines.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A copy of the lines.
	 * @return oldest first
	 */
	public List<Line> lines() {
		this.lock.lock();
		try {
			return new ArrayList<>(this.lines);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * One line of output.
	 *
	 * @param source the stream
	 * @param text the line, without its line end
	 */
	public record Line(OutputSource source, String text) {
	}

}
