/**
 * When a started process counts as ready for its work.
 */
@NullMarked
package org.intercom4j.readiness;

import org.jspecify.annotations.NullMarked;
