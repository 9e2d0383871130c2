package org.intercom4j.process;

import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that all processes share reads pipes of our own.
 *
 * @param loop reads them
 * @param out the standard output
 * @param error the standard error
 */
record LoopRoute(OutputLoop loop, Stream out, Stream error) implements OutputRoute {

	private static final Logger logger = LoggerFactory.getLogger(LoopRoute.class);

	static LoopRoute open(OutputLoop loop, OutputLines out, OutputLines error) throws IOException {
		NamedPipe first = loop.pipes().take();
		try {
			return new LoopRoute(loop, new Stream(first, out), new Stream(loop.pipes().take(), error));
		}
		catch (IOException ex) {
			first.close();
			throw ex;
		}
	}

	@Override
	public void redirect(ProcessBuilder builder) {
		builder.redirectOutput(this.out.pipe().file()).redirectError(this.error.pipe().file());
	}

	@Override
	public void begin(Process process) throws IOException {
		this.out.begin(this.loop);
		this.error.begin(this.loop);
	}

	@Override
	public void abandon() {
		this.out.pipe().close();
		this.error.pipe().close();
	}

	/**
	 * One stream.
	 *
	 * @param pipe what the process writes to
	 * @param lines takes what is read
	 */
	record Stream(NamedPipe pipe, OutputLines lines) {

		void begin(OutputLoop loop) throws IOException {
			this.pipe.handOver();
			this.lines.ready().thenRun(() -> read(loop));
		}

		private void read(OutputLoop loop) {
			try {
				loop.read(this.pipe.pipe().source(), this.lines);
			}
			catch (IOException | RuntimeException | Error ex) {
				logger.error("The output of a process cannot be read", ex);
				// without a reader the process must not wait for one
				this.pipe.close();
				this.lines.end(ex);
			}
		}

	}

}
