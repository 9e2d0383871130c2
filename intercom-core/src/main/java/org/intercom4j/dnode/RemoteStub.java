package org.intercom4j.dnode;

import org.jspecify.annotations.Nullable;

/**
 * Calls a function of the other side through its session.
 */
final class RemoteStub implements RemoteFunction {

	private final DnodeSession session;

	private final long id;

	RemoteStub(DnodeSession session, long id) {
		this.session = session;
		this.id = id;
	}

	@Override
	public void call(@Nullable Object... args) {
		this.session.request(this.id, args);
	}

	@Override
	public void cull() {
		this.session.cull(this);
	}

	@Override
	public long id() {
		return this.id;
	}

	@Override
	public String toString() {
		return "RemoteFunction[" + this.id + "]";
	}

}
