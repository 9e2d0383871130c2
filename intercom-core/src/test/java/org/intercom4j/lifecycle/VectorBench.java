package org.intercom4j.lifecycle;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * The bench that the processes of one vector report to. Each process has a line for its
 * program and its log, and one that its channel is relayed over.
 */
final class VectorBench implements AutoCloseable {

	static final String RELAY = "relay";

	private static final long JOIN_MILLIS = 20_000;

	private final ServerSocketChannel server;

	private final Map<?, ?> child;

	private final VectorDirectory directory;

	private final int factor;

	/** The number of the process that lives now. */
	private final IntSupplier number;

	private final Map<Integer, BenchRun> runs = Collections.synchronizedMap(new TreeMap<>());

	private final List<Long> pids = Collections.synchronizedList(new ArrayList<>());

	private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

	VectorBench(VectorDirectory directory, Map<?, ?> child, int factor, IntSupplier number) throws IOException {
		this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
			.bind(UnixDomainSocketAddress.of(directory.bench()));
		this.directory = directory;
		this.child = child;
		this.factor = factor;
		this.number = number;
		spawn(this::acceptAll);
	}

	BenchRun run(int number) {
		return this.runs.computeIfAbsent(number, (key) -> new BenchRun());
	}

	void ran(long pid) {
		this.pids.add(pid);
	}

	List<Long> pids() {
		return List.copyOf(this.pids);
	}

	Map<Integer, BenchRun> runs() {
		return new TreeMap<>(this.runs);
	}

	private void spawn(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (ClosedChannelException ex) {
				return;
			}
			catch (IOException ex) {
				run(this.number.getAsInt()).log().add("the bench failed: " + ex);
			}
		}, "vector-bench");
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
	}

	private void acceptAll() throws IOException {
		while (true) {
			SocketChannel socket = this.server.accept();
			spawn(() -> serve(socket));
		}
	}

	private void serve(SocketChannel socket) throws IOException {
		try (socket) {
			Lines lines = new Lines(socket);
			String first = lines.readText();
			if (first != null && first.startsWith(RELAY + " ")) {
				relay(first.split(" "), lines, socket);
			}
			else if (first != null) {
				control(Lines.JSON.readValue(first, Map.class), lines);
			}
		}
	}

	private void relay(String[] first, Lines lines, SocketChannel socket) throws IOException {
		SocketChannel parent = connect(first[3]);
		Lines.write(parent, first[2] + "\n");
		BenchRun run = run(Integer.parseInt(first[1]));
		if (!this.directory.language().tellsMainDone()) {
			run.mainDone();
		}
		run.relay(lines, socket, parent);
	}

	private static SocketChannel connect(String address) throws IOException {
		if (address.startsWith("unix:")) {
			return SocketChannel.open(UnixDomainSocketAddress.of(address.substring("unix:".length())));
		}
		int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
		return SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
	}

	private void control(Map<?, ?> hello, Lines lines) throws IOException {
		ran(((Number) hello.get("hello")).longValue());
		int current = this.number.getAsInt();
		BenchRun run = run(current);
		lines.write(Map.of("run", current, "factor", this.factor, "program", program(current)));
		for (String line = lines.readText(); line != null; line = lines.readText()) {
			Map<?, ?> message = Lines.JSON.readValue(line, Map.class);
			switch ((String) message.keySet().iterator().next()) {
				case "log" -> run.log().add(message.get("log"));
				case "mainDone" -> run.mainDone();
				case "raw" -> run.toParent().inject((String) message.get("raw"));
				case "hold" -> run.hold(((Number) message.get("hold")).longValue() * this.factor);
				default -> run.log().add("unknown message " + line);
			}
		}
	}

	private Object program(int number) {
		if (this.child.get("runs") instanceof List<?> programs) {
			return programs.get(Math.min(number, programs.size()) - 1);
		}
		return this.child;
	}

	/** After the processes have gone: reads what they said to the end. */
	@Override
	public void close() throws IOException {
		this.server.close();
		for (Thread thread : List.copyOf(this.threads)) {
			try {
				thread.join(JOIN_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** What a thread of the bench does. */
	private interface Task {

		void run() throws IOException;

	}

}
