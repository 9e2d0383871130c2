/**
 * The metrics of Intercom's children.
 */
@NullMarked
package org.intercom4j.boot.actuate.metrics;

import org.jspecify.annotations.NullMarked;
