package org.intercom4j.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pipe that a selector can read and a process can be started with. The pipes that the
 * JDK makes for a process cannot be waited for together. Those that can have no name by
 * which a process could be given them; but on Linux all open files are listed in
 * {@code /proc/self/fd}, and what is opened there by its number is the same pipe.
 *
 * @param pipe both ends
 * @param file opens the pipe once more, as long as both ends are open
 */
record NamedPipe(Pipe pipe, File file) {

	private static final Logger logger = LoggerFactory.getLogger(NamedPipe.class);

	private static final File NUMBERS = new File("/proc/self/fd");

	/** Fits into the smallest pipe. */
	private static final int MOST_BYTES = 1024;

	/** The numbers of all open files, one of which is that of the list. */
	static List<String> openFiles() throws IOException {
		String[] numbers = NUMBERS.list();
		if (numbers == null) {
			throw new FileNotFoundException("The open files of this process are not listed in " + NUMBERS);
		}
		return List.of(numbers);
	}

	/**
	 * The name of a pipe: the number that holds as many bytes as are written, twice.
	 * Another thread may have opened pipes as well; these are looked at, and keep their
	 * bytes.
	 * @param likely the numbers that are new
	 * @param all where it is when its number was another's file a moment ago
	 * @throws IOException if it is not there
	 */
	static NamedPipe find(Pipe pipe, List<String> likely, List<String> all) throws IOException {
		int bytes = ThreadLocalRandom.current().nextInt(1, MOST_BYTES);
		write(pipe, bytes);
		List<String> found = holding(likely, bytes);
		List<String> candidates = found.isEmpty() ? holding(all, bytes) : found;
		write(pipe, 1);
		String number = holding(candidates, bytes + 1).stream()
			.findFirst()
			.orElseThrow(() -> new FileNotFoundException("A pipe is not listed in " + NUMBERS));
		Channels.newInputStream(pipe.source()).readNBytes(bytes + 1);
		return new NamedPipe(pipe, new File(NUMBERS, number));
	}

	private static void write(Pipe pipe, int count) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(count);
		while (bytes.hasRemaining()) {
			pipe.sink().write(bytes);
		}
	}

	private static List<String> holding(List<String> numbers, int bytes) {
		return numbers.stream().filter((number) -> holds(number, bytes)).toList();
	}

	/**
	 * What is no pipe is not opened. One that is somebody else's is opened for writing as
	 * well: only to read it would be to wait for a writer if it has none.
	 */
	private static boolean holds(String number, int bytes) {
		Path file = NUMBERS.toPath().resolve(number);
		try {
			if (!Files.readSymbolicLink(file).toString().startsWith("pipe:")) {
				return false;
			}
			try (RandomAccessFile pipe = new RandomAccessFile(file.toFile(), "rw");
					FileInputStream content = new FileInputStream(pipe.getFD())) {
				return content.available() == bytes;
			}
		}
		catch (IOException ex) {
			// it was closed meanwhile
			return false;
		}
	}

	/** Leaves the writing end to the process, so that its end is the end of the pipe. */
	void handOver() throws IOException {
		this.pipe.sink().close();
	}

	void close() {
		close(this.pipe);
	}

	/** Closes both ends, also if one of them fails. */
	static void close(Pipe pipe) {
		close(pipe.sink());
		close(pipe.source());
	}

	/** Closes one end, of which nothing is expected any more. */
	static void close(Channel end) {
		try {
			end.close();
		}
		catch (IOException ex) {
			logger.debug("A pipe could not be closed", ex);
		}
	}

}
