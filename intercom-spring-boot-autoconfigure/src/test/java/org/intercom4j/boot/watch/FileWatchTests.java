package org.intercom4j.boot.watch;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FileWatchTests {

	private static final long LIMIT_MILLIS = 60_000;

	@TempDir
	private Path directory;

	@Test
	void runWhenTheServiceIsClosedThenEnds() throws Exception {
		WatchService service = FileSystems.getDefault().newWatchService();
		Thread thread = new Thread(new FileWatch(service, List.of()));
		thread.start();
		service.close();
		thread.join(LIMIT_MILLIS);
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void concernsWhenADirectoryIsIgnoredThenHoldsForAllBelow() throws Exception {
		try (Intercom intercom = Intercom.builder().shutdownHook(false).build()) {
			Child child = intercom.child("worker", ChildOptions.command("true").build());
			ChangedChild changed = new ChangedChild(child, Duration.ZERO);
			Path file = Files.createFile(this.directory.resolve("worker.py"));
			WatchedRoot root = WatchedRoot.of(this.directory, new PathFilter(List.of("**/.git/**", "lib")), changed);
			assertThat(root.concerns(this.directory)).isTrue();
			assertThat(root.concerns(file)).isTrue();
			assertThat(root.concerns(this.directory.resolve(".git/HEAD"))).isFalse();
			assertThat(root.concerns(this.directory.resolve("lib/a/b.py"))).isFalse();
			assertThat(root.concerns(this.directory.resolveSibling("other"))).isFalse();
			WatchedRoot single = WatchedRoot.of(file, new PathFilter(List.of("**/*")), changed);
			assertThat(single.directory()).isEqualTo(this.directory);
			assertThat(single.concerns(file)).isTrue();
			assertThat(single.concerns(this.directory.resolve("other.py"))).isFalse();
		}
	}

}
