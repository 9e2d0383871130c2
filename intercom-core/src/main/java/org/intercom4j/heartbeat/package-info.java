/**
 * Whether a process that runs is still alive inside.
 */
@NullMarked
package org.intercom4j.heartbeat;

import org.jspecify.annotations.NullMarked;
