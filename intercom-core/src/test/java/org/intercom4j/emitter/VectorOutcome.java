package org.intercom4j.emitter;

import org.jspecify.annotations.Nullable;

/**
 * What a step of a vector led to.
 *
 * @param result what the call gave, if anything
 * @param thrown what the call threw, if anything
 * @param failure how an awaited future failed, if it did
 */
record VectorOutcome(@Nullable Object result, @Nullable Throwable thrown, @Nullable Throwable failure) {

}
