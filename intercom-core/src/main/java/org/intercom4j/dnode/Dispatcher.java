package org.intercom4j.dnode;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs local functions and notifications on the session's executor and keeps what they
 * throw away from it.
 */
final class Dispatcher {

	private static final Logger logger = LoggerFactory.getLogger(Dispatcher.class);

	private final Executor executor;

	private final SessionListener listener;

	Dispatcher(Executor executor, SessionListener listener) {
		this.executor = executor;
		this.listener = listener;
	}

	void ready(RemoteMethods methods) {
		notify(() -> {
			this.listener.remote(methods);
			this.listener.ready();
		});
	}

	void fail(Exception reason) {
		notify(() -> this.listener.fail(reason));
	}

	void error(Exception reason) {
		notify(() -> this.listener.error(reason));
	}

	void received(RemoteFunction function, boolean known) {
		guard(() -> this.listener.received(function, known));
	}

	void call(Object function, CallArguments args) {
		execute(() -> {
			try {
				invoke(function, args);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				guard(() -> this.listener.error(ex));
			}
			catch (Exception ex) {
				guard(() -> this.listener.error(ex));
			}
			catch (Error ex) {
				guard(() -> this.listener.error(new IllegalStateException("A function failed: " + ex, ex)));
			}
		});
	}

	private static void invoke(Object function, CallArguments args) throws Exception {
		if (function instanceof Callback callback) {
			callback.call(args);
		}
		else if (function instanceof RemoteFunction remote) {
			remote.call(args.toList().toArray());
		}
	}

	void closed(Callback callback, SessionClosedException reason) {
		notify(() -> callback.closed(reason));
	}

	private void notify(Runnable notification) {
		execute(() -> guard(notification));
	}

	private static void guard(Runnable notification) {
		try {
			notification.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A listener of the session failed", ex);
		}
	}

	private void execute(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.warn("Nothing is called any more: the executor of the session has been shut down", ex);
		}
	}

}
