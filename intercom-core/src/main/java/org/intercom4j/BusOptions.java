package org.intercom4j;

import java.util.function.Supplier;

import org.intercom4j.emitter.EmitterOptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a peer's event side is set up.
 *
 * @param name the peer's name, for thread names
 * @param emitter the options of its emitter
 * @param jsonMapper gives what writes and reads arguments, when the first is bound
 * @param frameLimit the longest frame in bytes
 * @param queueCapacity how many events may wait for the channel
 */
record BusOptions(String name, EmitterOptions emitter, Supplier<JsonMapper> jsonMapper, int frameLimit,
		int queueCapacity) {
}
