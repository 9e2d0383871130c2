package org.intercom4j.channel;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps what happens to a server, for tests to wait for.
 */
class RecordingListener implements ChannelServer.Listener {

	final BlockingQueue<MessageChannel> channels = new LinkedBlockingQueue<>();

	final BlockingQueue<String> rejections = new LinkedBlockingQueue<>();

	final BlockingQueue<IOException> failures = new LinkedBlockingQueue<>();

	@Override
	public void connected(MessageChannel channel) {
		this.channels.add(channel);
	}

	@Override
	public void rejected(String reason) {
		this.rejections.add(reason);
	}

	@Override
	public void failed(IOException cause) {
		this.failures.add(cause);
	}

	MessageChannel channel() throws InterruptedException {
		MessageChannel channel = this.channels.poll(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(channel).as("a connection").isNotNull();
		return channel;
	}

	String rejection() throws InterruptedException {
		String reason = this.rejections.poll(RecordingHandler.PATIENCE_SECONDS, TimeUnit.SECONDS);
		assertThat(reason).as("a rejection").isNotNull();
		return reason;
	}

}
