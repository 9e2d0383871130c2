package org.intercom4j.dnode;

import java.util.List;

/**
 * Says that the value at one place stands at another place too.
 *
 * @param from path of the value
 * @param to path of the other place
 */
record Link(List<String> from, List<String> to) {

}
