package org.intercom4j.dnode;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * One session of the dnode protocol: calls methods of the other side and carries out its
 * calls, with functions at any depth of the arguments.
 * <p>
 * One thread at a time hands in frames with {@link #handle}; all other methods may be
 * called from any thread. Arguments are encoded by the caller, outside any lock, and the
 * sink is called without a lock. Frames of several threads may be sent in any order.
 *
 * @since 0.1.0
 */
public final class DnodeSession {

	private final LocalMethods methods;

	private final FrameSink sink;

	private final Dispatcher dispatcher;

	private final LocalFunctions localFunctions = new LocalFunctions();

	private final RemoteFunctions remoteFunctions;

	private final FrameHandler handler;

	private final FrameEncoder encoder;

	private final AtomicReference<@Nullable SessionClosedException> closed = new AtomicReference<>();

	/** Written by whoever closes. */
	private volatile int abandonedCallbacks;

	/**
	 * Creates a session; nothing is sent before {@link #start()}.
	 * @param methods the local instance
	 * @param sink where frames go
	 * @param listener who hears of the session
	 * @param options its options
	 */
	public DnodeSession(LocalMethods methods, FrameSink sink, SessionListener listener, SessionOptions options) {
		this.methods = methods;
		this.sink = sink;
		this.dispatcher = new Dispatcher(options.executor(), listener);
		this.remoteFunctions = new RemoteFunctions((id) -> new RemoteStub(this, id));
		this.handler = new FrameHandler(options, methods, this.localFunctions, this.remoteFunctions, this.dispatcher);
		this.encoder = new FrameEncoder(options.codec(), this.localFunctions);
	}

	/**
	 * Copies arguments deeply before there is a session to send them.
	 * @param options the options of the session to come
	 * @param args the arguments
	 * @return the copy, which any session with such options can send
	 * @throws ArgumentException if an argument cannot be sent
	 */
	public static PreparedArguments prepare(SessionOptions options, @Nullable Object... args) {
		return options.codec().prepare(args);
	}

	/**
	 * Tells the other side the methods of this side. May be repeated.
	 * @throws SessionClosedException if the session has ended
	 */
	public void start() {
		request("methods", this.methods.toMap());
	}

	/**
	 * Calls a method of the other side by name.
	 * @param method the name
	 * @param args the arguments
	 * @throws SessionClosedException if the session has ended
	 * @throws ArgumentException if an argument cannot be sent
	 */
	public void request(String method, @Nullable Object... args) {
		checkOpen();
		this.sink.send(this.encoder.request(new Method.Name(method), args));
	}

	/**
	 * Calls a function of the other side by id.
	 * @param method the id
	 * @param args the arguments
	 * @throws SessionClosedException if the session has ended
	 * @throws ArgumentException if an argument cannot be sent
	 */
	public void request(long method, @Nullable Object... args) {
		checkOpen();
		this.sink.send(this.encoder.request(new Method.Id(method), args));
	}

	/**
	 * Calls a method of the other side by name.
	 * @param method the name
	 * @param args the arguments
	 * @throws SessionClosedException if the session has ended
	 * @throws IllegalArgumentException if the frame is too large
	 */
	public void request(String method, PreparedArguments args) {
		checkOpen();
		this.sink.send(this.encoder.request(new Method.Name(method), args));
	}

	/**
	 * Calls a function of the other side by id.
	 * @param method the id
	 * @param args the arguments
	 * @throws SessionClosedException if the session has ended
	 * @throws IllegalArgumentException if the frame is too large
	 */
	public void request(long method, PreparedArguments args) {
		checkOpen();
		this.sink.send(this.encoder.request(new Method.Id(method), args));
	}

	/**
	 * Gives up a function of the other side and tells it so, whether the id is known or
	 * not. Does nothing when the session has ended.
	 * @param id the id
	 */
	public void cull(long id) {
		this.remoteFunctions.remove(id);
		sendCull(id);
	}

	void cull(RemoteStub stub) {
		if (this.remoteFunctions.remove(stub)) {
			sendCull(stub.id());
		}
	}

	private void sendCull(long id) {
		if (this.closed.get() == null) {
			this.sink.send(this.encoder.cull(id));
		}
	}

	/**
	 * What the other side offered last.
	 * @return its methods, none before its methods frame and after the end
	 */
	public RemoteMethods remote() {
		return this.remoteFunctions.methods();
	}

	/**
	 * Number of ids under which the other side can call functions of this side.
	 * @return the number
	 */
	public int localFunctions() {
		return this.localFunctions.size();
	}

	/**
	 * Number of functions of the other side that were not given up.
	 * @return the number
	 */
	public int remoteFunctions() {
		return this.remoteFunctions.size();
	}

	List<Long> localIds() {
		return this.localFunctions.ids();
	}

	List<Long> remoteIds() {
		return this.remoteFunctions.ids();
	}

	/**
	 * Whether the session has ended.
	 * @return whether {@link #close} was called
	 */
	public boolean isClosed() {
		return this.closed.get() != null;
	}

	/**
	 * Carries out a received frame. Never throws because of what the frame holds: a
	 * broken frame is one {@link SessionListener#fail(Exception)} and the session goes
	 * on. Frames after the end are ignored.
	 * @param buffer bytes that hold the frame, not used after the return
	 * @param offset the frame's start
	 * @param length the frame's length, without a newline
	 */
	public void handle(byte[] buffer, int offset, int length) {
		if (!isClosed()) {
			this.handler.handle(buffer, offset, length);
		}
	}

	/**
	 * Ends the session. Does nothing the second time. Every function that the other side
	 * still could have called gets {@link Callback#closed} once, after the calls that
	 * arrived before.
	 * @param reason why it ends, {@code null} for an orderly end
	 */
	public void close(@Nullable Throwable reason) {
		SessionClosedException exception = new SessionClosedException(reason);
		if (!this.closed.compareAndSet(null, exception)) {
			return;
		}
		this.remoteFunctions.close();
		int abandoned = 0;
		for (Object function : this.localFunctions.close(exception)) {
			if (function instanceof Callback callback) {
				abandoned += isMethod(callback) ? 0 : 1;
				this.dispatcher.closed(callback, exception);
			}
		}
		this.abandonedCallbacks = abandoned;
	}

	private boolean isMethod(Callback callback) {
		return this.methods.toMap().values().stream().anyMatch((method) -> method == callback);
	}

	/**
	 * How many functions the other side could still have called when the session ended.
	 * @return the number without the methods of this side; zero before the end
	 */
	public int abandonedCallbacks() {
		return this.abandonedCallbacks;
	}

	/**
	 * The frame of a call by name, for a caller that sends it by itself.
	 * @param method the name
	 * @param args the arguments
	 * @return the frame
	 * @throws SessionClosedException if the session has ended
	 */
	public byte[] encode(String method, @Nullable Object... args) {
		checkOpen();
		return this.encoder.request(new Method.Name(method), args);
	}

	private void checkOpen() {
		SessionClosedException exception = this.closed.get();
		if (exception != null) {
			throw new SessionClosedException(exception.getCause());
		}
	}

}
