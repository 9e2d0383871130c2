package org.intercom4j.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.emitter.Event;
import org.intercom4j.programs.Mirror;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both sides beside the package that is re-created, unchanged. It lies in the folder of
 * the environment variable {@code INTERCOM_NPM}.
 */
class NpmInterplayTests {

	@TempDir
	private Path directory;

	private final Intercom intercom = Intercom.builder().build();

	private Path npm;

	@BeforeEach
	void findPackage() {
		ForeignProgram.require("node");
		this.npm = ForeignProgram.requireFolder("INTERCOM_NPM").resolve("node_modules/intercom");
	}

	@AfterEach
	void closeIntercom() {
		this.intercom.close();
	}

	@ParameterizedTest
	@CsvSource({ "example/visible/child.js, true, child::quit", "example/visible/child.js, false, child::quit",
			"example/invisible/child.js, false, child::quit",
			"test/fixtures/basic-child/child.js, true, child::quitforce",
			"test/fixtures/basic-child/child.js, false, child::quitforce",
			"test/fixtures/basic-child/child-parent-close.js, true, child::afterquit",
			"test/fixtures/basic-child/child-self-close.js, true, child::quitself",
			"test/fixtures/basic-child/child-self-close.js, false, child::quitself" })
	void startWhenTheScriptIsOneOfThePackageThenSpeaksWithIt(String script, boolean visible, String last)
			throws Exception {
		Child child = this.intercom.child("original",
				ChildOptions.builder(this.npm.resolve(script).toString()).visible(visible).max(1).build());
		CompletableFuture<Event> message = next(child, "child::message");
		CompletableFuture<Event> quit = next(child, last);
		child.start();
		assertThat(get(message).argument(0)).isEqualTo("I am alive!");
		child.emit("parent::message", "This is your parent!");
		get(quit);
		child.stop().get(60, TimeUnit.SECONDS);
		assertThat(child.info().pid()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void emitWhenFunctionsCrossThenBothSidesCanCallThem(boolean visible) throws Exception {
		Path script = Files.writeString(this.directory.resolve("functions.js"), """
				const { parent } = require('%s');
				parent.on('ask', (number, answer) => answer(number + 1));
				parent.ready(() => parent.emit('given', (text, answer) => answer(text.toUpperCase())));
				""".formatted(this.npm));
		Child child = this.intercom.child("functions",
				ChildOptions.builder(script.toString()).visible(visible).max(1).build());
		CompletableFuture<Event> given = next(child, "given");
		child.start();
		CompletableFuture<String> shouted = new CompletableFuture<>();
		get(given).argument(0, RemoteFunction.class)
			.call("leise", (Callback) (call) -> shouted.complete(call.get(0, String.class)));
		assertThat(shouted.get(60, TimeUnit.SECONDS)).isEqualTo("LEISE");
		CompletableFuture<Integer> answer = new CompletableFuture<>();
		child.emit("ask", 41, (Callback) (call) -> answer.complete(call.get(0, Integer.class)));
		assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(42);
	}

	@Test
	void connectWhenForkedByThePackageThenIsItsChild() throws Exception {
		List<String> lines = ForeignProgram.run(nodeParent("live"));
		assertThat(lines).containsExactly("[\"hello\",\"grüß dich\",[\"one\",\"two\"]]", "[\"answer\",42]",
				"[\"shouted\",\"LEISE\"]", "[\"disconnected\"]", "[\"exit\",0,null]");
	}

	@Test
	void connectWhenThePackagesProcessDiesThenEnds() throws Exception {
		Process parent = new ProcessBuilder(nodeParent("die")).redirectErrorStream(true).start();
		String line = "";
		BufferedReader out = parent.inputReader();
		while (!line.startsWith("[\"pid\"")) {
			line = out.readLine();
			assertThat(line).as("a line").isNotNull();
		}
		long pid = Long.parseLong(line.replaceAll("\\D", ""));
		ProcessHandle.of(pid).ifPresent((child) -> child.onExit().orTimeout(60, TimeUnit.SECONDS).join());
		assertThat(parent.waitFor()).isEqualTo(137);
	}

	private String[] nodeParent(String ending) throws IOException {
		List<String> command = new ArrayList<>(List.of("node", "src/test/resources/scripts/npm-parent.js"));
		command.add(this.npm.toString());
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add(mirror().toString());
		command.add(ending);
		return command.toArray(String[]::new);
	}

	/** The package wants the path of a script, so the child is an archive. */
	private Path mirror() throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Mirror.class.getName());
		manifest.getMainAttributes()
			.put(Attributes.Name.CLASS_PATH,
					Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
						.map((entry) -> Path.of(entry).toUri().toString())
						.collect(Collectors.joining(" ")));
		Path jar = this.directory.resolve("mirror.jar");
		try (OutputStream target = Files.newOutputStream(jar)) {
			new JarOutputStream(target, manifest).close();
		}
		return jar;
	}

	private static CompletableFuture<Event> next(Child child, String event) {
		CompletableFuture<Event> next = new CompletableFuture<>();
		child.once(event, next::complete);
		return next;
	}

	private static Event get(CompletableFuture<Event> event) throws Exception {
		return event.get(60, TimeUnit.SECONDS);
	}

}
