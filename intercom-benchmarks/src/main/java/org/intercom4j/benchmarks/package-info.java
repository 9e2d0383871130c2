/**
 * Measures this project beside the npm package {@code intercom} in one run.
 */
@NullMarked
package org.intercom4j.benchmarks;

import org.jspecify.annotations.NullMarked;
