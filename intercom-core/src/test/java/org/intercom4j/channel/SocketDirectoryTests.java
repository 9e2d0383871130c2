package org.intercom4j.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SocketDirectoryTests {

	@TempDir
	private Path base;

	@Test
	void acquireWhenNotCalledThenNothingIsCreated() throws IOException {
		new SocketDirectory(List.of(this.base)).close();
		assertThat(this.base).isEmptyDirectory();
	}

	@Test
	void acquireWhenCalledTwiceThenPathsDifferInOneDirectory() throws IOException {
		try (SocketDirectory directory = new SocketDirectory(List.of(this.base))) {
			Path one = directory.acquire();
			Path two = directory.acquire();
			assertThat(one).isNotEqualTo(two);
			assertThat(one.getParent()).isEqualTo(two.getParent());
			assertThat(one.getParent()).hasParent(this.base).isDirectory();
		}
	}

	@Test
	void releaseWhenPathIsTheLastThenRemovesFileAndDirectory() throws IOException {
		try (SocketDirectory directory = new SocketDirectory(List.of(this.base))) {
			Path one = Files.createFile(directory.acquire());
			Path two = Files.createFile(directory.acquire());
			directory.release(one);
			assertThat(one).doesNotExist();
			assertThat(two).exists();
			directory.release(two);
			directory.release(two);
			assertThat(this.base).isEmptyDirectory();
			assertThat(directory.acquire().getParent()).isDirectory();
		}
	}

	@Test
	void acquireWhenDirectoryWasCleanedAwayThenCreatesAnother() throws IOException {
		try (SocketDirectory directory = new SocketDirectory(List.of(this.base))) {
			Path cleaned = directory.acquire().getParent();
			Files.delete(cleaned.resolve("lock"));
			Files.delete(cleaned);
			assertThat(directory.acquire().getParent()).isDirectory();
		}
	}

	@Test
	void closeWhenSocketsAreLeftThenRemovesThem() throws IOException {
		SocketDirectory directory = new SocketDirectory(List.of(this.base));
		Files.createFile(directory.acquire());
		Files.createFile(directory.acquire());
		directory.close();
		directory.close();
		assertThat(this.base).isEmptyDirectory();
		assertThatIllegalStateException().isThrownBy(directory::acquire).withMessage("The socket directory is closed");
	}

	@Test
	void acquireWhenAKilledApplicationHasLeftADirectoryThenRemovesIt() throws IOException {
		Path abandoned = Files.createDirectory(this.base.resolve("intercom-sockets-1"));
		Files.createFile(abandoned.resolve("lock"));
		Files.createFile(abandoned.resolve("1"));
		try (SocketDirectory directory = new SocketDirectory(List.of(this.base))) {
			directory.acquire();
			assertThat(abandoned).doesNotExist();
		}
	}

	@Test
	void acquireWhenPathsWouldBeTooLongThenFallsBackToTheNextBase() throws IOException {
		Path tooLong = Files.createDirectory(this.base.resolve("ü".repeat(40)));
		Path missing = this.base.resolve("missing");
		try (SocketDirectory directory = new SocketDirectory(List.of(tooLong, missing, this.base))) {
			assertThat(directory.acquire().getParent()).hasParent(this.base);
		}
	}

	@Test
	void acquireWhenNoBaseIsUsableThenSaysWhyAndWhatToDo() {
		Path tooLong = Path.of("/tmp/" + "x".repeat(60));
		Path missing = this.base.resolve("missing");
		try (SocketDirectory directory = new SocketDirectory(List.of(tooLong, missing))) {
			assertThatIOException().isThrownBy(directory::acquire)
				.withMessageContaining("at most 100 bytes")
				.withMessageContaining("'" + tooLong + "'")
				.withMessageContaining("its paths would have 110 bytes")
				.withMessageContaining("'" + missing + "'")
				.withMessageContaining("set java.io.tmpdir to a short writable path");
		}
	}

}
