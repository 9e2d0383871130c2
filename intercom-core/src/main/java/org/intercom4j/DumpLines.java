package org.intercom4j;

import org.intercom4j.dump.DumpCapture;
import org.intercom4j.process.OutputListener;
import org.intercom4j.process.OutputSource;
import org.jspecify.annotations.Nullable;

/**
 * Shows the output of one process to a dump that is being taken, if there is one. The
 * lines go on from there as ever.
 */
final class DumpLines implements OutputListener {

	private final OutputListener output;

	/** Written when a dump begins. */
	private volatile @Nullable DumpCapture capture;

	DumpLines(OutputListener output) {
		this.output = output;
	}

	void begin(DumpCapture capture) {
		this.capture = capture;
	}

	@Override
	public void line(OutputSource source, String line) {
		DumpCapture current = this.capture;
		if (current != null) {
			current.line(line);
		}
		this.output.line(source, line);
	}

	@Override
	public void pause(OutputSource source) {
		this.output.pause(source);
	}

}
