package org.intercom4j.benchmarks;

import org.intercom4j.Child;
import org.intercom4j.ChildOptions;
import org.intercom4j.Intercom;

/**
 * Idle children of this project.
 */
final class OurIdleChildren implements IdleChildren {

	private final Intercom intercom = Intercom.builder().build();

	private int count;

	@Override
	public void prepare() throws Exception {
		startOne();
		Worker.await(this.intercom.stopAll());
	}

	@Override
	public void startOne() throws Exception {
		Child child = this.intercom.child("idle" + this.count++,
				ChildOptions.command(COMMAND.toArray(String[]::new)).build());
		Worker.await(child.start());
	}

	@Override
	public void end() throws Exception {
		Worker.await(this.intercom.stopAll());
		this.intercom.close();
	}

}
