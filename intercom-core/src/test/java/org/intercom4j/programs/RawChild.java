package org.intercom4j.programs;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Speaks to the channel without our runtime, and not always well.
 */
public final class RawChild {

	private static final String METHODS = """
			{"method":"methods","arguments":[{"emit":"[Function]"}],"callbacks":{"0":["0","emit"]},"links":[]}""";

	private RawChild() {
	}

	public static void main(String[] args) throws Exception {
		switch (args[0]) {
			case "garbage" -> garbage(Integer.parseInt(args[1]));
			case "strangers" -> strangers();
			case "deaf" -> deaf();
			case "wedged" -> wedged();
			default -> throw new IllegalArgumentException(args[0]);
		}
	}

	private static void garbage(int frameLimit) throws IOException {
		SocketChannel channel = connect(System.getenv("INTERCOM_TOKEN"));
		line(channel, METHODS);
		line(channel, event("first"));
		line(channel, "this is no JSON");
		line(channel, "{\"method\":\"emit\",\"arguments\":[\"half");
		line(channel, "[1,2,3]"); // of no meaning, so it is ignored
		line(channel, "{\"method\":99,\"arguments\":[],\"callbacks\":{},\"links\":[]}");
		line(channel, "{\"method\":\"emit\",\"arguments\":[{\"no\":\"name\"}],\"callbacks\":{},\"links\":[]}");
		line(channel, "\u0000\u0001\u0002\n" + "x".repeat(frameLimit + 1)
				+ "\n{\"method\":\"emit\",\"arguments\":[\"exit\",1],\"callbacks\":{},\"links\":[]}");
		write(channel, event("in").substring(0, 20));
		write(channel, event("in").substring(20, 40));
		line(channel, event("in").substring(40));
		line(channel, event("last"));
		readToTheEnd(channel);
	}

	/** Two strangers knock before the child does; later the door is gone. */
	private static void strangers() throws IOException {
		SocketChannel wrong = connect("wrong token");
		SocketChannel silent = connect("");
		SocketChannel channel = connect(System.getenv("INTERCOM_TOKEN"));
		line(channel, METHODS);
		line(channel, event("last"));
		readToTheEnd(channel);
		wrong.close();
		silent.close();
	}

	private static void deaf() throws Exception {
		SocketChannel channel = connect(System.getenv("INTERCOM_TOKEN"));
		line(channel, METHODS);
		line(channel, event("last"));
		Thread.currentThread().join();
		channel.close();
	}

	/** Answers one ping, offers its threads, and is silent from then on. */
	private static void wedged() throws Exception {
		SocketChannel channel = connect(System.getenv("INTERCOM_TOKEN"));
		line(channel,
				METHODS.replace("[{\"emit\":\"[Function]\"}]", "[{\"emit\":\"[Function]\",\"ping\":\"[Function]\"}]")
					.replace("{\"0\":", "{\"1\":[\"0\",\"ping\"],\"0\":"));
		BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
		String frame = reader.readLine();
		while (!frame.contains("\"ping\"")) {
			frame = reader.readLine();
		}
		line(channel, "{\"method\":\"pong\",\"arguments\":[{\"pid\":%d,\"signal\":3}],\"callbacks\":{},\"links\":[]}"
			.formatted(ProcessHandle.current().pid()));
		Thread.currentThread().join();
		channel.close();
	}

	private static SocketChannel connect(String token) throws IOException {
		String path = System.getenv("INTERCOM_CHANNEL").substring("unix:".length());
		SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
		line(channel, token);
		return channel;
	}

	private static String event(String name) {
		return "{\"method\":\"emit\",\"arguments\":[\"" + name + "\"],\"callbacks\":{},\"links\":[]}";
	}

	private static void line(SocketChannel channel, String text) throws IOException {
		write(channel, text + "\n");
	}

	private static void write(SocketChannel channel, String text) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

	private static void readToTheEnd(SocketChannel channel) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (channel.read(buffer.clear()) >= 0) {
			buffer.flip();
		}
		channel.close();
	}

}
