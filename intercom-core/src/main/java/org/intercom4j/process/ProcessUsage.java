package org.intercom4j.process;

import java.time.Duration;

/**
 * What a process tree uses at one moment.
 *
 * @param cpuTime how long its processes were running on a processor, with those that have
 * ended and were waited for by their parents
 * @param residentSize how much memory it holds, in bytes; pages that processes share
 * count for each of them
 * @param threads how many threads it has
 * @param openFiles how many files, sockets and pipes it has open
 * @since 0.1.0
 */
public record ProcessUsage(Duration cpuTime, long residentSize, int threads, int openFiles) {
}
