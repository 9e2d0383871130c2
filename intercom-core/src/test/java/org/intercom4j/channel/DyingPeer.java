package org.intercom4j.channel;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A process that writes frames and dies without closing anything.
 */
final class DyingPeer {

	static final int EXIT_CODE = 9;

	private DyingPeer() {
	}

	static Process start(ChannelServer server, int frames) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), DyingPeer.class.getName(),
				server.address(), server.token(), Integer.toString(frames))
			.inheritIO()
			.start();
	}

	public static void main(String[] arguments) throws IOException {
		SocketChannel socket = ChannelAddress.parse(arguments[0]).connect();
		StringBuilder text = new StringBuilder(arguments[1]).append('\n');
		int frames = Integer.parseInt(arguments[2]);
		for (int i = 0; i < frames; i++) {
			text.append("frame ").append(i).append('\n');
		}
		ChannelFixture.write(socket, text.toString());
		Runtime.getRuntime().halt(EXIT_CODE);
	}

}
