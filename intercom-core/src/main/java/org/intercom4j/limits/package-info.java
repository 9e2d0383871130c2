/**
 * What a process may use up before another one takes its place.
 */
@NullMarked
package org.intercom4j.limits;

import org.jspecify.annotations.NullMarked;
