package org.intercom4j;

import org.intercom4j.supervisor.RestartDecision;
import org.intercom4j.supervisor.Supervisor;
import org.intercom4j.supervisor.SupervisorGroup;

/**
 * Tells a group what becomes of one of its children.
 *
 * @param group the group
 * @param supervisor the child's owner
 */
record GroupMembership(SupervisorGroup group, Supervisor supervisor) {

	void failed() {
		this.group.failed(this.supervisor);
	}

	void waiting() {
		this.group.waiting(this.supervisor);
	}

	void started() {
		this.group.started(this.supervisor);
	}

	void ready() {
		this.group.ready(this.supervisor);
	}

	void closed(RestartDecision decision) {
		this.group.closed(this.supervisor, decision);
	}

}
