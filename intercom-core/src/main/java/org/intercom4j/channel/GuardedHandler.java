package org.intercom4j.channel;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a handler throws away from the loop.
 */
final class GuardedHandler implements MessageHandler {

	private static final Logger logger = LoggerFactory.getLogger(GuardedHandler.class);

	private final MessageHandler handler;

	private final String description;

	GuardedHandler(MessageHandler handler, String description) {
		this.handler = handler;
		this.description = description;
	}

	@Override
	public void onMessage(byte[] buffer, int offset, int length) {
		run(() -> this.handler.onMessage(buffer, offset, length));
	}

	@Override
	public void onBatchEnd() {
		run(this.handler::onBatchEnd);
	}

	@Override
	public void onBroken(BrokenFrameException ex) {
		run(() -> this.handler.onBroken(ex));
	}

	@Override
	public void onClosed(@Nullable IOException cause, int unsentFrames) {
		run(() -> this.handler.onClosed(cause, unsentFrames));
	}

	private void run(Runnable call) {
		try {
			call.run();
		}
		catch (Throwable ex) {
			// Even an Error of one handler must not end the channels of all children.
			logger.error("The handler {} of channel {} has thrown an exception", this.handler, this.description, ex);
		}
	}

}
