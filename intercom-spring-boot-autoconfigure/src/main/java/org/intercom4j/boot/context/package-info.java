/**
 * The declared children in an application context: their lifecycle and their events.
 */
@NullMarked
package org.intercom4j.boot.context;

import org.jspecify.annotations.NullMarked;
