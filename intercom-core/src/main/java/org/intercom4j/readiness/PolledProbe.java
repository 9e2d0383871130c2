package org.intercom4j.readiness;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a probe that asks again and again. Nothing that it meets is an error:
 * the process is just not ready yet.
 */
final class PolledProbe {

	private static final Logger logger = LoggerFactory.getLogger(PolledProbe.class);

	private static final int LIMIT_MILLIS = 2000;

	private static final int FIRST_FAILURE = 400;

	private final Executor threads;

	private final CommandRunner commands;

	PolledProbe(Executor threads, CommandRunner commands) {
		this.threads = threads;
		this.commands = commands;
	}

	/** Whether the probe is one of those. */
	static boolean isPolled(ReadinessProbe probe) {
		return probe instanceof ReadinessProbe.Port || probe instanceof ReadinessProbe.Url
				|| probe instanceof ReadinessProbe.CommandSucceeds;
	}

	/** Asks once; never fails. */
	CompletionStage<Boolean> ask(ReadinessProbe probe) {
		return asked(probe).exceptionally((failure) -> {
			logger.debug("Not ready: {}", probe.description(), failure);
			return false;
		});
	}

	private CompletionStage<Boolean> asked(ReadinessProbe probe) {
		if (probe instanceof ReadinessProbe.CommandSucceeds program) {
			return this.commands.run(program.command());
		}
		return CompletableFuture.supplyAsync(() -> {
			try {
				return (probe instanceof ReadinessProbe.Port port) ? accepts(port)
						: answers(((ReadinessProbe.Url) probe).url());
			}
			catch (IOException ex) {
				logger.debug("Not ready: {}", probe.description(), ex);
				return false;
			}
		}, this.threads);
	}

	private static boolean accepts(ReadinessProbe.Port port) throws IOException {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(port.host(), port.number()), LIMIT_MILLIS);
			return true;
		}
	}

	private static boolean answers(URI url) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
		try {
			connection.setInstanceFollowRedirects(false);
			connection.setConnectTimeout(LIMIT_MILLIS);
			connection.setReadTimeout(LIMIT_MILLIS);
			int status = connection.getResponseCode();
			return status >= HttpURLConnection.HTTP_OK && status < FIRST_FAILURE;
		}
		finally {
			connection.disconnect();
		}
	}

}
