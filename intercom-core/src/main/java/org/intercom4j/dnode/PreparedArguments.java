package org.intercom4j.dnode;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A deep copy of arguments, ready to be sent by any session at any time. Immutable. The
 * functions among them get their ids when they are sent.
 *
 * @since 0.1.0
 */
public final class PreparedArguments {

	private static final Logger logger = LoggerFactory.getLogger(PreparedArguments.class);

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
	 * Whether there are functions among the arguments.
	 * @return whether there is at least one
	 */
	public boolean hasFunctions() {
		return !this.offers.isEmpty();
	}

	/**
	 * Tells every {@link Callback} among the arguments, once, that no session will ever
	 * carry it. One that fails keeps it from none of the others.
	 * @param reason why not
	 */
	public void abandon(SessionClosedException reason) {
		Set<Object> told = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Offer offer : this.offers) {
			if (offer.function() instanceof Callback callback && told.add(callback)) {
				tell(callback, reason);
			}
		}
	}

	private static void tell(Callback callback, SessionClosedException reason) {
		try {
			callback.closed(reason);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A function failed when it was told that nobody will call it", ex);
		}
	}

	byte[] json() {
		return this.json;
	}

	List<Offer> offers() {
		return this.offers;
	}

	List<Link> links() {
		return this.links;
	}

}
