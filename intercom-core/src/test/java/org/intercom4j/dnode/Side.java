package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A session whose frames and notifications are kept.
 */
final class Side implements SessionListener {

	final List<String> frames = new CopyOnWriteArrayList<>();

	final List<RemoteMethods> methods = new CopyOnWriteArrayList<>();

	final List<Exception> fails = new CopyOnWriteArrayList<>();

	final List<Exception> errors = new CopyOnWriteArrayList<>();

	final List<CallArguments> calls;

	final DnodeSession session;

	Side() {
		this(SessionOptions.defaults());
	}

	Side(SessionOptions options) {
		this(LocalMethods.none(), options);
	}

	/**
	 * Keeps calls of a method f.
	 */
	static Side withMethod(SessionOptions options) {
		List<CallArguments> calls = new CopyOnWriteArrayList<>();
		return new Side(LocalMethods.builder().method("f", calls::add).build(), options, calls);
	}

	static Side withMethod() {
		return withMethod(SessionOptions.defaults());
	}

	Side(LocalMethods methods, SessionOptions options) {
		this(methods, options, new CopyOnWriteArrayList<>());
	}

	private Side(LocalMethods methods, SessionOptions options, List<CallArguments> calls) {
		this.calls = calls;
		this.session = new DnodeSession(methods, (frame) -> this.frames.add(new String(frame, StandardCharsets.UTF_8)),
				this, options);
	}

	void handle(String frame) {
		byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
		this.session.handle(bytes, 0, bytes.length);
	}

	String lastFrame() {
		return this.frames.get(this.frames.size() - 1);
	}

	CallArguments lastCall() {
		return this.calls.get(this.calls.size() - 1);
	}

	@Override
	public void remote(RemoteMethods methods) {
		this.methods.add(methods);
	}

	@Override
	public void fail(Exception reason) {
		this.fails.add(reason);
	}

	@Override
	public void error(Exception reason) {
		this.errors.add(reason);
	}

}
