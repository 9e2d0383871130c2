/**
 * What a hung process can tell of its insides before it is ended.
 */
@NullMarked
package org.intercom4j.dump;

import org.jspecify.annotations.NullMarked;
