/**
 * Children that are restarted when their files change.
 */
@NullMarked
package org.intercom4j.boot.watch;

import org.jspecify.annotations.NullMarked;
