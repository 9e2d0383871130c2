package org.intercom4j;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.intercom4j.dnode.SessionOptions;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sessions of all children of one Intercom have in common: one prepared JSON
 * mapper for each frame limit, made for the first child that needs it. Thread-safe.
 */
final class SharedSessions {

	private final JsonMapper jsonMapper;

	private final Map<Integer, SessionOptions> byFrameLimit = new ConcurrentHashMap<>();

	SharedSessions(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	SessionOptions of(int frameLimit) {
		return this.byFrameLimit.computeIfAbsent(frameLimit,
				(limit) -> SessionOptions.builder().jsonMapper(this.jsonMapper).maxFrameSize(limit).build());
	}

}
