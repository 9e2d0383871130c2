/**
 * Operating system processes: launching, output, the stop ladder.
 */
@NullMarked
package org.intercom4j.process;

import org.jspecify.annotations.NullMarked;
