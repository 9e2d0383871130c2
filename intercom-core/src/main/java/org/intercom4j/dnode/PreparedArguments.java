package org.intercom4j.dnode;

import java.util.List;

/**
 * A deep copy of arguments, ready to be sent by any session at any time. Immutable. The
 * functions among them get their ids when they are sent.
 *
 * @since 0.1.0
 */
public final class PreparedArguments {

	private final byte[] json;

	private final List<Offer> offers;

	private final List<Link> links;

	PreparedArguments(byte[] json, List<Offer> offers, List<Link> links) {
		this.json = json;
		this.offers = List.copyOf(offers);
		this.links = List.copyOf(links);
	}

	/**
	 * What the copy takes, for the bound of a queue.
	 * @return the number of bytes of its JSON text
	 */
	public int size() {
		return this.json.length;
	}

	/**
	 * Tells every {@link Callback} among the arguments that no session will ever carry
	 * it.
	 * @param reason why not
	 */
	public void abandon(SessionClosedException reason) {
		for (Offer offer : this.offers) {
			if (offer.function() instanceof Callback callback) {
				callback.closed(reason);
			}
		}
	}

	void writeTo(FrameWriter out) {
		out.write(this.json, 0, this.json.length);
	}

	List<Offer> offers() {
		return this.offers;
	}

	List<Link> links() {
		return this.links;
	}

}
