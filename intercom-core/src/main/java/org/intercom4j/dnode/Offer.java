package org.intercom4j.dnode;

import java.util.List;

/**
 * A function found among arguments that are sent, with its place.
 *
 * @param function a {@link Callback} or a {@link RemoteFunction}
 * @param path the keys from the argument list
 */
record Offer(Object function, List<String> path) {

}
