package org.intercom4j;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.intercom4j.channel.ChannelLoop;
import org.intercom4j.channel.MessageChannel;
import org.intercom4j.dnode.SessionOptions;
import org.intercom4j.emitter.Event;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parent as its child sees it.
 */
final class ConnectedParent extends BusPeer implements Parent {

	private static final Logger logger = LoggerFactory.getLogger(Parent.class);

	private static final int PARENT_DIED = 1;

	private static final int EXIT_GRACE_SECONDS = 5;

	private final ParentOptions options;

	private final ThreadPoolExecutor thread;

	private final ChannelLoop loop = new ChannelLoop("intercom-parent-channel");

	private final EventBus bus;

	private final ReadyTasks readyTasks;

	private final Link link;

	private final StopTasks stopTasks;

	private final CountDownLatch delivering = new CountDownLatch(1);

	private final List<Consumer<? super ParentMessageEvent>> consumers = new CopyOnWriteArrayList<>();

	/** Of a parent that never says goodbye. */
	private final @Nullable StarterProcess starter;

	/** Written by whoever closes the channel from this side. */
	private volatile boolean leaving;

	private ConnectedParent(ParentOptions options, ParentAddress address) throws IOException {
		this.options = options;
		this.starter = address.saysGoodbye() ? null : new StarterProcess();
		this.thread = eventThread();
		SessionOptions session = SessionOptions.builder()
			.jsonMapper(options.mapperSource())
			.maxFrameSize(options.channel().frameLimit())
			.build();
		BusOptions busOptions = new BusOptions("parent", options.eventOptions(), session, options.queueCapacity());
		this.bus = new EventBus("Parent", busOptions, this.thread, new Messages());
		this.readyTasks = new ReadyTasks(this.bus);
		this.link = Link.toParent(channel(address), this.bus, this.readyTasks::runAll);
		this.stopTasks = new StopTasks(this.bus, this.link);
	}

	private MessageChannel channel(ParentAddress address) throws IOException {
		try {
			return address.connect(this.loop, this.options.channel());
		}
		catch (IOException | RuntimeException ex) {
			this.loop.close();
			throw ex;
		}
	}

	static ConnectedParent connect(Map<String, String> environment, ParentOptions options) {
		ParentAddress address = new ParentAddress(environment);
		try {
			ConnectedParent parent = new ConnectedParent(options, address);
			parent.open();
			return parent;
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"The parent cannot be reached at %s: %s".formatted(address, ex.getMessage()), ex);
		}
	}

	/**
	 * Its one thread is no daemon: the channel keeps the process alive while it is open.
	 */
	private static ThreadPoolExecutor eventThread() {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(target) -> new Thread(target, "intercom-parent-events"));
	}

	private void open() {
		this.thread.prestartCoreThread();
		Runtime.getRuntime().addShutdownHook(new Thread(this::leave, "intercom-parent-flush"));
		this.link.closed().thenAccept((done) -> closed());
		if (this.options.deferred()) {
			this.bus.lane().execute(this::awaitDelivery);
		}
		this.link.open();
		Thread warmUp = new Thread(this::warmUp, "intercom-parent-json");
		warmUp.setDaemon(true);
		warmUp.start();
	}

	private void warmUp() {
		try {
			this.bus.warmUp();
		}
		catch (RuntimeException ex) {
			logger.error("The JSON mapper cannot be made, so no object can be sent or read", ex);
		}
	}

	/** The first thing in the lane: what comes after it waits. */
	private void awaitDelivery() {
		try {
			this.delivering.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void deliver() {
		this.delivering.countDown();
	}

	@Override
	public void onMessage(Consumer<? super ParentMessageEvent> consumer) {
		this.consumers.add(consumer);
	}

	@Override
	public void offMessage(Consumer<? super ParentMessageEvent> consumer) {
		this.consumers.remove(consumer);
	}

	/** The end of this process closes the channel, which is no death of the parent. */
	private void leave() {
		this.leaving = true;
		this.loop.close();
	}

	private boolean isHeard(String event) {
		return this.bus.emitter().hasListeners(event) || !this.bus.emitter().listenersAny().isEmpty()
				|| !this.consumers.isEmpty();
	}

	/** On the channel thread, after the last events were handed to the lane. */
	private void closed() {
		StarterProcess parent = this.starter;
		if (this.leaving || this.link.saidGoodbye()) {
			ended(false);
		}
		else if (parent == null) {
			ended(true);
		}
		else {
			Thread look = new Thread(() -> ended(parent.hasDied()), "intercom-parent-look");
			look.setDaemon(true);
			look.start();
		}
	}

	private void ended(boolean parentDied) {
		if (parentDied && this.options.exitOnParentDeath()) {
			exitThread().start();
		}
		this.bus.lane().execute(() -> {
			int dropped = this.bus.dropQueue("the channel is closed");
			if (dropped > 0) {
				logger.info("{} could not be delivered, because the channel is closed",
						EventBus.counted(dropped, "event"));
			}
			endWhenIdle();
			if (parentDied && this.options.exitOnParentDeath()) {
				logger.warn("The parent has died, this process ends");
				System.exit(PARENT_DIED);
			}
		});
	}

	/** Later local events still find a thread, which ends with them. */
	private void endWhenIdle() {
		this.thread.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
		this.thread.allowCoreThreadTimeOut(true);
		this.bus.lane().keepNoThread();
	}

	/** A listener that blocks must not keep an orphan alive. */
	private static Thread exitThread() {
		Thread exit = new Thread(() -> {
			try {
				TimeUnit.SECONDS.sleep(EXIT_GRACE_SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Runtime.getRuntime().halt(PARENT_DIED);
		}, "intercom-parent-exit");
		exit.setDaemon(true);
		return exit;
	}

	@Override
	EventBus bus() {
		return this.bus;
	}

	@Override
	void closeLink() {
		if (this.link.isReady()) {
			this.leaving = true;
			this.link.disconnect();
		}
	}

	@Override
	public void ready(Runnable task) {
		this.readyTasks.add(task, this.link::isReady);
	}

	@Override
	public void onStop(Runnable task) {
		this.stopTasks.add(task);
	}

	@Override
	public boolean isReady() {
		return this.link.isReady();
	}

	@Override
	public String toString() {
		return "Parent (" + (isReady() ? "ready" : "not ready") + ")";
	}

	/** Hands on what the parent emitted. */
	private final class Messages implements PeerObserver {

		private final StartGate gate = new StartGate(ConnectedParent.this::isHeard);

		@Override
		public void arrives(String event) {
			this.gate.await(event);
		}

		@Override
		public void message(Event event) {
			ParentMessageEvent message = new ParentMessageEvent(event);
			ConnectedParent.this.consumers.forEach((consumer) -> consumer.accept(message));
		}

	}

}
