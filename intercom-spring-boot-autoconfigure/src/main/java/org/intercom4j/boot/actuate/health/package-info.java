/**
 * The health of Intercom's children.
 */
@NullMarked
package org.intercom4j.boot.actuate.health;

import org.jspecify.annotations.NullMarked;
