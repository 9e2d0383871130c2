package org.intercom4j.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket of a {@link ChannelServer} in the loop: shakes hands with every
 * connection at the same time until the first of them has the right token.
 */
final class Acceptor implements LoopMember, Handshake.Outcome {

	private static final Logger logger = LoggerFactory.getLogger(Acceptor.class);

	private static final String SECOND = "the child has already connected";

	private final ChannelLoop loop;

	private final ServerEndpoint endpoint;

	private final ChannelOptions options;

	private final byte[] token;

	private final ChannelServer.Listener listener;

	private final AtomicBoolean listening = new AtomicBoolean(true);

	// Owned by the loop thread
	private final Map<Handshake, Deadline> handshakes = new HashMap<>();

	Acceptor(ChannelLoop loop, ServerEndpoint endpoint, ChannelOptions options, String token,
			ChannelServer.Listener listener) {
		this.loop = loop;
		this.endpoint = endpoint;
		this.options = options;
		this.token = token.getBytes(StandardCharsets.US_ASCII);
		this.listener = listener;
	}

	void start() throws IOException {
		this.loop.register(this.endpoint.socket(), SelectionKey.OP_ACCEPT, this);
	}

	/**
	 * Stops listening at once; connections without a token end on the loop thread.
	 */
	void close() {
		if (this.listening.compareAndSet(true, false)) {
			this.endpoint.close();
			this.loop.execute(() -> forgetHandshakes().forEach(Handshake::close));
		}
	}

	/**
	 * Takes the connections and tokens that have come in already, then stops listening.
	 * For a child that has ended: nothing more will come.
	 */
	CompletableFuture<Void> finish() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		boolean accepted = this.loop.execute(() -> {
			try {
				takeWhatCame();
			}
			finally {
				done.complete(null);
			}
		});
		if (!accepted) {
			close();
			done.complete(null);
		}
		return done;
	}

	private void takeWhatCame() {
		if (this.listening.get()) {
			ready(SelectionKey.OP_ACCEPT);
			List.copyOf(this.handshakes.keySet()).forEach((handshake) -> handshake.ready(SelectionKey.OP_READ));
			close();
		}
	}

	@Override
	public void ready(int operations) {
		try {
			SocketChannel socket = this.endpoint.accept();
			while (socket != null) {
				shakeHands(socket);
				socket = this.endpoint.accept();
			}
		}
		catch (IOException ex) {
			failed(ex);
		}
	}

	@Override
	public void failed(Throwable cause) {
		if (this.listening.get()) {
			close();
			IOException ex = (cause instanceof IOException io) ? io : new IOException("Server failed", cause);
			tell(() -> this.listener.failed(ex));
		}
	}

	@Override
	public void loopClosing() {
		close();
	}

	@Override
	public void succeeded(Handshake handshake, ByteBuffer rest) {
		if (!this.listening.compareAndSet(true, false)) {
			handshake.close();
			return;
		}
		List<Handshake> others = forgetHandshakes();
		others.remove(handshake);
		this.endpoint.remove();
		others.addAll(backlog());
		this.endpoint.close();
		connect(handshake.socket(), rest);
		others.forEach((other) -> reject(other, SECOND));
	}

	@Override
	public void rejected(Handshake handshake, String reason) {
		Deadline deadline = this.handshakes.remove(handshake);
		if (deadline != null) {
			this.loop.cancel(deadline);
			reject(handshake, reason);
		}
	}

	private void shakeHands(SocketChannel socket) {
		Handshake handshake = new Handshake(socket, this.token, this);
		try {
			String refusal = this.endpoint.peerCheck().refusal(socket);
			if (refusal != null) {
				reject(handshake, refusal);
				return;
			}
			this.handshakes.put(handshake, this.loop.schedule(this.options.handshakeTimeLimit(),
					() -> rejected(handshake, "it sent no token within " + this.options.handshakeTimeLimit())));
			handshake.start(this.loop);
		}
		catch (IOException | RuntimeException ex) {
			rejected(handshake, "it failed: " + ex);
		}
	}

	private void connect(SocketChannel socket, ByteBuffer rest) {
		try {
			MessageChannel channel = SocketMessageChannel.open(this.loop, socket, this.endpoint.address(), this.options,
					rest);
			logger.debug("The child has connected to {}", this.endpoint.address());
			tell(() -> this.listener.connected(channel));
		}
		catch (IOException ex) {
			tell(() -> this.listener.failed(ex));
		}
	}

	private List<Handshake> backlog() {
		List<Handshake> late = new ArrayList<>();
		try {
			SocketChannel socket = this.endpoint.accept();
			while (socket != null) {
				late.add(new Handshake(socket, this.token, this));
				socket = this.endpoint.accept();
			}
		}
		catch (IOException ex) {
			logger.warn("Further connections to {} could not be counted", this.endpoint.address(), ex);
		}
		return late;
	}

	private List<Handshake> forgetHandshakes() {
		this.handshakes.values().forEach(this.loop::cancel);
		List<Handshake> forgotten = new ArrayList<>(this.handshakes.keySet());
		this.handshakes.clear();
		return forgotten;
	}

	private void reject(Handshake handshake, String reason) {
		handshake.close();
		tell(() -> this.listener.rejected("A connection to " + this.endpoint.address() + " was rejected: " + reason));
	}

	private void tell(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			// Even an Error of one listener must not end the channels of all children.
			logger.error("The listener {} of {} has thrown an exception", this.listener, this.endpoint.address(), ex);
		}
	}

}
