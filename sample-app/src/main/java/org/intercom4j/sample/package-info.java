/**
 * A thumbnail service that decodes strangers' images in a child with its own small heap.
 */
@NullMarked
package org.intercom4j.sample;

import org.jspecify.annotations.NullMarked;
