package org.intercom4j.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives each process that one launcher starts its mark. Thread-safe.
 */
final class ProcessMarks {

	private static final int KEY_BYTES = 8;

	private final String inherited;

	private final ProcessMark owner;

	private final AtomicLong runs = new AtomicLong();

	/**
	 * Reads who we are.
	 * @param application the name of the application; the working directory makes it
	 * another one
	 * @param inherited what this process bears itself, empty for nothing
	 */
	ProcessMarks(String application, String inherited) {
		this.inherited = inherited;
		long pid = ProcessHandle.current().pid();
		this.owner = new ProcessMark(key(application), namespace(), pid,
				ProcessTable.row(pid).map(ProcessTable.Row::startTicks).orElse(ProcessMark.UNKNOWN),
				UUID.randomUUID().toString());
	}

	/** Those of this process. */
	static ProcessMarks of(String application) {
		return new ProcessMarks(application, System.getenv().getOrDefault(ProcessMark.VARIABLE, ""));
	}

	private static String key(String application) {
		try {
			byte[] identity = (application + '\0' + Path.of("").toAbsolutePath()).getBytes(StandardCharsets.UTF_8);
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity);
			return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	private static String namespace() {
		try {
			String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
			return link.replaceAll("\\D", "");
		}
		catch (IOException ex) {
			return ""; // a kernel without namespaces
		}
	}

	/** What the marks of all our runs begin with, and no other's. */
	String prefix() {
		return this.owner.toString();
	}

	/** The mark of a new run. */
	String next() {
		return prefix() + "." + this.runs.incrementAndGet() + ".";
	}

	/** What a process with this mark has in its environment. */
	String variable(String mark) {
		return this.inherited.isEmpty() ? mark : this.inherited + " " + mark;
	}

	/**
	 * Whether a mark is one of an earlier run of this application, which is not there any
	 * more. What this process bears itself is none: it may have been started by that.
	 */
	boolean isLeftOver(ProcessMark mark) {
		return mark.application().equals(this.owner.application()) && mark.namespace().equals(this.owner.namespace())
				&& !bears(mark) && !mark.applicationLives();
	}

	private boolean bears(ProcessMark mark) {
		return List.of(this.inherited.split(" ")).contains(mark.toString());
	}

}
