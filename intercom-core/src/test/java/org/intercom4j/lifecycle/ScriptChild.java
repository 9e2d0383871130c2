package org.intercom4j.lifecycle;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Parent;
import org.intercom4j.Wire;

/**
 * The script of every vector: gets its program from the bench and runs it.
 */
public final class ScriptChild {

	/** The system property with the bench's socket. */
	static final String BENCH = "vector.bench";

	private static final String ADDRESS = "INTERCOM_CHANNEL";

	private static final String TOKEN = "INTERCOM_TOKEN";

	private ScriptChild() {
	}

	public static void main(String[] arguments) throws Exception {
		ScriptEnvironment.arguments(arguments);
		String bench = System.getProperty(BENCH);
		Lines lines = new Lines(SocketChannel.open(UnixDomainSocketAddress.of(bench)));
		lines.write(Map.of("hello", ProcessHandle.current().pid()));
		Map<?, ?> answer = Lines.JSON.readValue(lines.readText(), Map.class);
		Map<?, ?> program = (Map<?, ?>) answer.get("program");
		int factor = ((Number) answer.get("factor")).intValue();
		ChildProgram child = Boolean.FALSE.equals(program.get("loadIntercom"))
				? new ChildProgram(program, lines, new Turns(plainLane(), factor))
				: connected(program, lines, answer.get("run"), factor);
		child.start();
		child.exitCode().ifPresent(ScriptChild::exitAtTheEnd);
	}

	private static ExecutorService plainLane() {
		ThreadPoolExecutor lane = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>());
		lane.allowCoreThreadTimeOut(true);
		return lane;
	}

	private static ChildProgram connected(Map<?, ?> program, Lines lines, Object run, int factor) {
		Map<String, String> environment = new HashMap<>(System.getenv());
		environment.put(TOKEN,
				String.join(" ", VectorBench.RELAY, run.toString(), environment.get(TOKEN), environment.get(ADDRESS)));
		environment.put(ADDRESS, "unix:" + System.getProperty(BENCH));
		Parent parent = Wire.connect(environment);
		return new ChildProgram(program, lines, new Turns((task) -> Wire.inLane(parent, task), factor), parent);
	}

	/** When nothing else is left to run, as if that were the end of the JVM. */
	private static void exitAtTheEnd(int code) {
		try {
			for (Thread other = otherThread(); other != null; other = otherThread()) {
				other.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		System.exit(code);
	}

	private static Thread otherThread() {
		List<Thread> others = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.isAlive() && !thread.isDaemon() && thread != Thread.currentThread())
			.toList();
		return others.isEmpty() ? null : others.get(0);
	}

	static void log(Lines lines, Object entry) {
		try {
			lines.write(entry);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The bench is gone", ex);
		}
	}

}
