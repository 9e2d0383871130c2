package org.intercom4j;

import java.util.Map;

import org.intercom4j.dnode.DnodeSession;

/**
 * Reaches below the API for the test benches of other packages.
 */
public final class Wire {

	private Wire() {
	}

	/** Connects to the address and with the token of this environment. */
	public static Parent connect(Map<String, String> environment) {
		return ConnectedParent.connect(environment, ParentOptions.DEFAULT);
	}

	/** Runs a task between the events of a peer, as one turn. */
	public static void inLane(EventPeer peer, Runnable task) {
		((BusPeer) peer).bus().lane().execute(task);
	}

	/** Sends an event to the other side only, in order with those that are emitted. */
	public static void send(EventPeer peer, Object... event) {
		EventBus bus = ((BusPeer) peer).bus();
		bus.outbox().send(DnodeSession.prepare(bus.sessionOptions(), event));
	}

}
