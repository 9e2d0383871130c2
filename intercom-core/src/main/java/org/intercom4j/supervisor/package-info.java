/**
 * The loop that owns one child, and its restart policy.
 */
@NullMarked
package org.intercom4j.supervisor;

import org.jspecify.annotations.NullMarked;
