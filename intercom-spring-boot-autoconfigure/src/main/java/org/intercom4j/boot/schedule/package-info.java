/**
 * Children that are run at given times.
 */
@NullMarked
package org.intercom4j.boot.schedule;

import org.jspecify.annotations.NullMarked;
