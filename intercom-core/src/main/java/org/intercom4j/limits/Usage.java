package org.intercom4j.limits;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a process has used up to now.
 *
 * @param memory the resident size of its process tree in bytes, if it is known
 * @param age how long it has run
 * @param events how many events it has sent and was sent
 */
record Usage(OptionalLong memory, Duration age, long events) {
}
