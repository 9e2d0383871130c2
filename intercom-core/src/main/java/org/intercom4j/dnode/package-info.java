/**
 * The dnode protocol: method calls, callbacks and links over a framed channel.
 */
@NullMarked
package org.intercom4j.dnode;

import org.jspecify.annotations.NullMarked;
