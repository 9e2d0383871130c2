package org.intercom4j.process;

/**
 * A process that an earlier run of the application has left running.
 *
 * @param row the process as it was seen
 * @param handle the same process
 * @param mark its mark from that run
 * @param child the name of the child that has started it
 */
record Orphan(ProcessTable.Row row, ProcessHandle handle, ProcessMark mark, String child) {

	/** One that nobody has taken notice of since it has ended does not. */
	boolean runs() {
		return ProcessTable.row(this.row.pid())
			.filter((now) -> now.alive() && now.startTicks() == this.row.startTicks())
			.isPresent();
	}

	@Override
	public String toString() {
		return "Process %d (%s) of child '%s', left running by an earlier run of this application (process %d)"
			.formatted(this.row.pid(), this.handle.info().command().orElse("unknown program"), this.child,
					this.mark.pid());
	}

}
