package org.intercom4j.dump;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.intercom4j.supervisor.Timer;

/**
 * Takes one dump from what a process prints: the lines until it falls silent, or those of
 * the stack that its debugger tells. Bounded in time and size. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DumpCapture {

	/** What a dump may take. */
	public static final Duration LIMIT = Duration.ofSeconds(5);

	/** How many characters a dump has at most. */
	static final int MAX_LENGTH = 64 * 1024;

	private static final Duration SILENCE = Duration.ofMillis(500);

	private static final Pattern DEBUGGER = Pattern.compile("Debugger listening on (ws://127\\.0\\.0\\.1:\\d+/\\S+)");

	private final DumpOffer offer;

	private final Timer timer;

	private final CompletableFuture<String> dump = new CompletableFuture<>();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock, like the two below. */
	private final StringBuilder text = new StringBuilder();

	private long lines;

	private long linesBefore;

	/**
	 * A capture that has not begun.
	 * @param offer what the process prints
	 * @param timer alarms
	 */
	public DumpCapture(DumpOffer offer, Timer timer) {
		this.offer = offer;
		this.timer = timer;
	}

	/**
	 * From now on lines are taken; called before the signal is sent.
	 * @return completes with the dump, or with the reason why there is none
	 */
	public CompletableFuture<String> begin() {
		Runnable limit = this.timer.schedule(LIMIT, this::expire);
		CompletableFuture<String> unused = this.dump.whenComplete((text, failure) -> limit.run());
		if (!this.offer.debugger()) {
			lookSoon();
		}
		return this.dump;
	}

	/**
	 * There will be no dump.
	 * @param reason why, a sentence without its full stop
	 */
	public void fail(String reason) {
		this.dump.complete("There is no dump: " + reason);
	}

	/**
	 * The process has printed a line.
	 * @param line the text
	 */
	public void line(String line) {
		if (this.dump.isDone()) {
			return;
		}
		if (this.offer.debugger()) {
			debuggerLine(line);
			return;
		}
		this.lock.lock();
		try {
			this.lines++;
			this.text.append(line).append('\n');
			if (this.text.length() > MAX_LENGTH) {
				complete(this.text.toString());
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void debuggerLine(String line) {
		Matcher address = DEBUGGER.matcher(line);
		if (address.find()) {
			CompletableFuture<String> unused = DebuggerStack.read(URI.create(address.group(1)))
				.whenComplete((stack, failure) -> {
					if (failure != null) {
						fail("its debugger cannot be reached: " + failure.getMessage());
					}
					else {
						complete(stack);
					}
				});
		}
	}

	private void complete(String whole) {
		boolean cut = whole.length() > MAX_LENGTH;
		this.dump.complete(cut ? whole.substring(0, MAX_LENGTH) + "\n(cut at %d characters)".formatted(MAX_LENGTH)
				: whole.stripTrailing());
	}

	private void lookSoon() {
		Runnable alarm = this.timer.schedule(SILENCE, this::look);
		CompletableFuture<String> unused = this.dump.whenComplete((text, failure) -> alarm.run());
	}

	private void look() {
		this.lock.lock();
		try {
			if (this.lines > 0 && this.lines == this.linesBefore) {
				complete(this.text.toString());
			}
			this.linesBefore = this.lines;
		}
		finally {
			this.lock.unlock();
		}
		if (!this.dump.isDone()) {
			lookSoon();
		}
	}

	private void expire() {
		this.lock.lock();
		try {
			if (this.lines > 0) {
				complete(this.text + "(cut after " + LIMIT + ")");
			}
		}
		finally {
			this.lock.unlock();
		}
		fail("process %d has told nothing within %s of signal %d".formatted(this.offer.pid(), LIMIT,
				this.offer.signal()));
	}

}
