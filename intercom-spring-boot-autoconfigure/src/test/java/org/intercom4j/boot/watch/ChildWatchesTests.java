package org.intercom4j.boot.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.ChildEvent;
import org.intercom4j.ChildOptions;
import org.intercom4j.ChildRestartEvent;
import org.intercom4j.Intercom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real files and real processes.
 */
class ChildWatchesTests {

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final BlockingQueue<ChildEvent> restarts = new LinkedBlockingQueue<>();

	private final Child child = this.intercom.child("worker", ChildOptions.command("sleep", "600").build());

	private ChildWatches watches = new ChildWatches(Map.of());

	@TempDir
	private Path directory;

	@BeforeEach
	void startChild() throws Exception {
		this.child.onEvent((event) -> {
			if (event instanceof ChildRestartEvent) {
				this.restarts.add(event);
			}
		});
		this.child.start().get(60, TimeUnit.SECONDS);
	}

	@AfterEach
	void close() {
		this.watches.end();
		this.intercom.close();
	}

	private void watch(List<Path> paths, String... ignore) {
		this.watches = new ChildWatches(
				Map.of(this.child, new WatchOptions(paths, List.of(ignore), Duration.ofMillis(1))));
		this.watches.begin();
	}

	private void awaitRestart() throws InterruptedException {
		assertThat(this.restarts.poll(60, TimeUnit.SECONDS)).as("a restart").isNotNull();
	}

	private static void write(Path file) throws IOException {
		Files.writeString(file, "print('hello')\n");
	}

	@Test
	void childWhenAFileChangesThenIsRestarted() throws Exception {
		Path file = this.directory.resolve("worker.py");
		write(file);
		watch(List.of(this.directory));
		write(file);
		awaitRestart();
	}

	@Test
	void childWhenAFileIsReplacedThenIsRestarted() throws Exception {
		Path file = this.directory.resolve("worker.py");
		write(file);
		watch(List.of(file), "**/*");
		Path other = this.directory.resolve("worker.new");
		write(other);
		Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
		awaitRestart();
	}

	@Test
	void childWhenADirectoryIsNewThenItsFilesCount() throws Exception {
		watch(List.of(this.directory));
		Path below = Files.createDirectory(this.directory.resolve("lib"));
		awaitRestart();
		write(below.resolve("text.py"));
		awaitRestart();
	}

	@Test
	void childWhenADirectoryBelowChangesThenIsRestarted() throws Exception {
		Path below = Files.createDirectories(this.directory.resolve("lib/util"));
		write(below.resolve("text.py"));
		watch(List.of(this.directory));
		Files.delete(below.resolve("text.py"));
		awaitRestart();
	}

	@Test
	void watchWhenEndedThenCanBeginAnew() throws Exception {
		watch(List.of(this.directory));
		this.watches.end();
		this.watches.begin();
		write(this.directory.resolve("worker.py"));
		awaitRestart();
	}

}
