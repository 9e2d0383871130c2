package org.intercom4j.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@DisabledOnOs(OS.WINDOWS)
class ClassDataDirectoryTests {

	private static final String KEY = "0123abcd";

	@TempDir
	private Path base;

	private Path path;

	private ClassDataDirectory directory;

	@BeforeEach
	void makeDirectory() {
		this.path = this.base.resolve("intercom").resolve("class-data");
		this.directory = new ClassDataDirectory(this.path);
	}

	@Test
	void findWhenStoredThenFindsItByItsKey() throws IOException {
		assertThat(this.directory.find(KEY)).isEmpty();
		Path archive = store("content");
		assertThat(archive).hasParent(this.path).hasContent("content");
		assertThat(this.directory.find(KEY)).hasValue(archive);
		assertThat(this.directory.find("other")).isEmpty();
		assertThat(new ClassDataDirectory(this.path).find(KEY)).hasValue(archive);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.path))).isEqualTo("rwx------");
	}

	@Test
	void findWhenAlteredThenRemovesIt() throws IOException {
		Path archive = store("content");
		assertThat(this.directory.find(KEY)).hasValue(archive);
		Files.writeString(archive, "contenT ");
		assertThat(this.directory.find(KEY)).isEmpty();
		assertThat(archive).doesNotExist();
	}

	@Test
	void findWhenOthersMayWriteThenFindsNothing() throws IOException {
		store("content");
		Files.setPosixFilePermissions(this.path, PosixFilePermissions.fromString("rwxrwxrwx"));
		ClassDataDirectory open = new ClassDataDirectory(this.path);
		assertThat(open.find(KEY)).isEmpty();
		assertThatIOException().isThrownBy(open::newPart).withMessageContaining("others may write to it");
	}

	@Test
	void storeWhenAnotherApplicationWasFasterThenKeepsItsArchive() throws IOException {
		Path part = this.directory.newPart();
		Files.writeString(part, "mine");
		Path other = store("other");
		assertThat(this.directory.store(part, KEY)).isEqualTo(other);
		assertThat(this.path).isDirectoryContaining(other::equals).isDirectoryNotContaining(part::equals);
	}

	@Test
	void removeOldWhenNotUsedForLongThenRemoves() throws IOException {
		Path archive = store("content");
		Path part = Files.writeString(this.directory.newPart(), "part");
		Instant now = Files.getLastModifiedTime(part).toInstant();
		this.directory.removeOld(now.plus(Duration.ofMinutes(30)));
		assertThat(part).exists();
		this.directory.removeOld(now.plus(Duration.ofDays(29)));
		assertThat(part).doesNotExist();
		assertThat(archive).exists();
		this.directory.removeOld(now.plus(Duration.ofDays(31)));
		assertThat(archive).doesNotExist();
	}

	@Test
	void findWhenNotUsedForDaysThenTouchesIt() throws IOException {
		Path archive = store("content");
		FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
		Files.setLastModifiedTime(archive, old);
		assertThat(this.directory.find(KEY)).hasValue(archive);
		assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(old);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void ofUserWhenAskedThenFollowsTheXdgSpecification() {
		assertThat(ClassDataDirectory.ofUser(Map.of("XDG_CACHE_HOME", "/var/cache/me")))
			.isEqualTo(Path.of("/var/cache/me/intercom/class-data"));
		Path home = Path.of(System.getProperty("user.home")).resolve(".cache/intercom/class-data");
		assertThat(ClassDataDirectory.ofUser(Map.of())).isEqualTo(home);
		assertThat(ClassDataDirectory.ofUser(Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(home);
	}

	private Path store(String content) throws IOException {
		Path part = this.directory.newPart();
		Files.writeString(part, content);
		return this.directory.store(part, KEY);
	}

}
