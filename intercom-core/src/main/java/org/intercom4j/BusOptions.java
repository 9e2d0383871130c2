package org.intercom4j;

import org.intercom4j.dnode.SessionOptions;
import org.intercom4j.emitter.EmitterOptions;

/**
 * How a peer's event side is set up.
 *
 * @param name the peer's name, for thread names
 * @param emitter the options of its emitter
 * @param session what its sessions have in common with those of others
 * @param queueCapacity how many events may wait for the channel
 */
record BusOptions(String name, EmitterOptions emitter, SessionOptions session, int queueCapacity) {
}
