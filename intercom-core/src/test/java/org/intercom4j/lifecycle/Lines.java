package org.intercom4j.lifecycle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes the lines of a blocking socket. One thread reads; any may write.
 */
final class Lines {

	static final JsonMapper JSON = JsonMapper.shared();

	private final SocketChannel socket;

	private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();

	Lines(SocketChannel socket) {
		this.socket = socket;
	}

	/** The next line without its end, or {@code null} at the end of the stream. */
	byte[] read() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		while (true) {
			while (this.buffer.hasRemaining()) {
				byte next = this.buffer.get();
				if (next == '\n') {
					return line.toByteArray();
				}
				line.write(next);
			}
			this.buffer.clear();
			int count = this.socket.read(this.buffer);
			this.buffer.flip();
			if (count < 0) {
				return (line.size() > 0) ? line.toByteArray() : null;
			}
		}
	}

	String readText() throws IOException {
		byte[] line = read();
		return (line != null) ? new String(line, StandardCharsets.UTF_8) : null;
	}

	void write(Object json) throws IOException {
		write(this.socket, JSON.writeValueAsString(json) + "\n");
	}

	static void write(SocketChannel socket, String text) throws IOException {
		ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		while (bytes.hasRemaining()) {
			socket.write(bytes);
		}
	}

}
