package org.intercom4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;

/**
 * Idle children of NuProcess, whose own threads read their output.
 */
final class NuIdleChildren implements IdleChildren {

	private static final long LIMIT_SECONDS = 60;

	private final List<NuProcess> processes = new ArrayList<>();

	@Override
	public void startOne() {
		NuProcess process = new NuProcessBuilder(new NuAbstractProcessHandler() {
		}, COMMAND).start();
		if (process == null) {
			throw new IllegalStateException("NuProcess has not started " + String.join(" ", COMMAND));
		}
		this.processes.add(process);
	}

	@Override
	public void end() throws InterruptedException {
		this.processes.forEach((process) -> process.destroy(true));
		for (NuProcess process : this.processes) {
			process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
		}
	}

}
