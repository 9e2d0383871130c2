/**
 * Supervised child processes that talk: the API of Intercom for plain Java.
 */
@NullMarked
package org.intercom4j;

import org.jspecify.annotations.NullMarked;
