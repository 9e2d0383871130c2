package org.intercom4j.process;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.intercom4j.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class OutputLoopTests {

	private final OutputLoop loop = new OutputLoop();

	private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

	private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.loop.close();
	}

	@Test
	void readWhenTwoPipesAreWrittenThenOneThreadReadsBoth() throws Exception {
		Pipe first = Pipe.open();
		Pipe second = Pipe.open();
		OutputLines firstLines = read(first);
		OutputLines secondLines = read(second);
		write(second, "two\n");
		assertThat(this.lines.poll(60, TimeUnit.SECONDS)).isEqualTo("two");
		write(first, "one\nre");
		assertThat(this.lines.poll(60, TimeUnit.SECONDS)).isEqualTo("one");
		write(first, "st");
		first.sink().close();
		second.sink().close();
		firstLines.ended().get(60, TimeUnit.SECONDS);
		secondLines.ended().get(60, TimeUnit.SECONDS);
		assertThat(this.lines).containsExactly("rest");
		assertThat(toNames()).hasSize(1).containsValue("intercom-output");
		assertThat(first.source().isOpen()).isFalse();
	}

	@Test
	void closeWhenAPipeIsOpenThenIsReadToItsEndBeforeTheThreadEnds() throws Exception {
		Pipe pipe = Pipe.open();
		OutputLines output = read(pipe);
		write(pipe, "before\n");
		assertThat(this.lines.poll(60, TimeUnit.SECONDS)).isEqualTo("before");
		this.loop.close();
		write(pipe, "after\n");
		pipe.sink().close();
		output.ended().get(60, TimeUnit.SECONDS);
		assertThat(this.lines).containsExactly("after");
		Thread thread = this.threads.remove();
		thread.join(TimeUnit.SECONDS.toMillis(60));
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void beginWhenThreadsReadThenLinesAreTheSame() throws Exception {
		OutputLines out = lines(OutputSource.STDOUT);
		OutputLines error = lines(OutputSource.STDERR);
		ThreadRoute route = new ThreadRoute(out, error);
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo one; echo two; printf three >&2");
		route.redirect(builder);
		route.begin(builder.start());
		out.ended().get(60, TimeUnit.SECONDS);
		error.ended().get(60, TimeUnit.SECONDS);
		assertThat(this.lines).containsExactlyInAnyOrder("one", "two", "three").containsSubsequence("one", "two");
		assertThat(toNames()).containsValues("intercom-test-stdout", "intercom-test-stderr");
		Eventually.await("the threads have ended", () -> this.threads.stream().noneMatch(Thread::isAlive));
	}

	private Map<Long, String> toNames() {
		return this.threads.stream().collect(Collectors.toMap(Thread::getId, Thread::getName, (one, same) -> one));
	}

	private OutputLines read(Pipe pipe) throws Exception {
		OutputLines output = lines(OutputSource.STDOUT);
		this.loop.read(pipe.source(), output);
		return output;
	}

	private OutputLines lines(OutputSource source) {
		LaunchSpec spec = new LaunchSpec("test", Program.of(List.of("none")), Map.of(), Path.of(""), false,
				StandardCharsets.UTF_8, 100);
		return new OutputLines(spec, source, (stream, line) -> {
			this.threads.add(Thread.currentThread());
			this.lines.add(line);
		});
	}

	private static void write(Pipe pipe, String text) throws Exception {
		pipe.sink().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

}
