/**
 * Framed byte transports between a parent and its child.
 */
@NullMarked
package org.intercom4j.channel;

import org.jspecify.annotations.NullMarked;
