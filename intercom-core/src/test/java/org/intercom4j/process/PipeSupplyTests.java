package org.intercom4j.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@EnabledOnOs(OS.LINUX)
class PipeSupplyTests {

	private final PipeSupply supply = new PipeSupply();

	@AfterEach
	void close() {
		this.supply.close();
	}

	@Test
	void takeWhenItsFileIsWrittenThenTheTextArrives() throws Exception {
		assertThat(textThrough(this.supply.take(), "hello")).isEqualTo("hello");
	}

	@Test
	void takeWhenOthersUsePipesMeanwhileThenEachIsItsOwn() throws Exception {
		AtomicBoolean over = new AtomicBoolean();
		CompletableFuture<Integer> others = CompletableFuture.supplyAsync(() -> usePipesUntil(over));
		List<NamedPipe> pipes = new ArrayList<>();
		for (int number = 0; number < 200; number++) {
			pipes.add(this.supply.take());
		}
		over.set(true);
		assertThat(others.get()).as("bytes that others have lost").isZero();
		assertThat(pipes).extracting(NamedPipe::file).doesNotHaveDuplicates();
		for (int number = 0; number < 200; number++) {
			assertThat(textThrough(pipes.get(number), "text " + number)).isEqualTo("text " + number);
		}
	}

	@Test
	void findWhenItIsNotAmongTheNumbersThenFails() throws Exception {
		NamedPipe other = this.supply.take();
		Pipe pipe = Pipe.open();
		assertThatIOException()
			.isThrownBy(() -> NamedPipe.find(pipe, List.of("0"), List.of(other.file().getName(), "987654")))
			.withMessage("A pipe is not listed in /proc/self/fd");
		pipe.sink().close();
		pipe.source().close();
		other.close();
	}

	@Test
	void findWhenAPipeThatNobodyWritesToIsListedThenDoesNotWaitForIt() throws Exception {
		Pipe silent = Pipe.open();
		Pipe pipe = Pipe.open();
		silent.sink().close();
		List<String> numbers = NamedPipe.openFiles();
		NamedPipe found = CompletableFuture.supplyAsync(() -> find(pipe, numbers)).get(60, TimeUnit.SECONDS);
		assertThat(textThrough(found, "text")).isEqualTo("text");
		silent.source().close();
	}

	private static NamedPipe find(Pipe pipe, List<String> numbers) {
		try {
			return NamedPipe.find(pipe, numbers, numbers);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void closeWhenAPipeIsSpareThenClosesIt() throws Exception {
		NamedPipe taken = this.supply.take();
		NamedPipe spare = this.supply.spare().get(0);
		this.supply.close();
		assertThat(spare.pipe().source().isOpen()).isFalse();
		assertThat(spare.pipe().sink().isOpen()).isFalse();
		assertThat(taken.pipe().source().isOpen()).isTrue();
		taken.close();
	}

	private static String textThrough(NamedPipe pipe, String text) throws IOException {
		try (FileOutputStream out = new FileOutputStream(pipe.file())) {
			pipe.handOver();
			out.write(text.getBytes(StandardCharsets.UTF_8));
		}
		try (Pipe.SourceChannel source = pipe.pipe().source()) {
			return new String(Channels.newInputStream(source).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static int usePipesUntil(AtomicBoolean over) {
		int lost = 0;
		try {
			while (!over.get()) {
				Pipe pipe = Pipe.open();
				pipe.sink().write(ByteBuffer.allocate(500));
				pipe.sink().close();
				lost += 500 - Channels.newInputStream(pipe.source()).readAllBytes().length;
				pipe.source().close();
			}
			return lost;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
