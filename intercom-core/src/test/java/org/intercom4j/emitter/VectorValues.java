package org.intercom4j.emitter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The values of the vectors as Java values that can be compared.
 */
final class VectorValues {

	private VectorValues() {
	}

	static @Nullable Object value(JsonNode node) {
		if (node.isMissingNode() || node.isNull()) {
			return null;
		}
		if (node.isArray()) {
			List<@Nullable Object> list = new ArrayList<>();
			node.forEach((element) -> list.add(value(element)));
			return list;
		}
		if (node.isObject()) {
			return object(node);
		}
		return node.isNumber() ? node.numberValue() : node.isBoolean() ? (Object) node.asBoolean() : node.asString();
	}

	private static @Nullable Object object(JsonNode node) {
		if (node.has("$undefined")) {
			return null;
		}
		if (node.has("$error")) {
			return new Failure(node.path("$error").asString());
		}
		if (node.has("$date")) {
			return Instant.parse(node.path("$date").asString());
		}
		if (node.has("$number")) {
			return Double.valueOf(node.path("$number").asString());
		}
		if (node.has("$listener")) {
			return new ListenerValue(node.path("$listener").asString(), node.path("wrapped").asBoolean(false));
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		node.properties().forEach((entry) -> map.put(entry.getKey(), value(entry.getValue())));
		return map;
	}

	static @Nullable Object[] arguments(JsonNode node) {
		List<@Nullable Object> values = new ArrayList<>();
		node.forEach((element) -> values.add(value(element)));
		return values.toArray();
	}

	/**
	 * A listener that is an argument of an announcement.
	 */
	record ListenerValue(String id, boolean wrapped) {

		static @Nullable Object of(@Nullable Object argument) {
			if (argument instanceof EventListener listener
					&& WrappingListener.original(listener) instanceof VectorListener original) {
				return new ListenerValue(original.id(), listener != original);
			}
			return argument;
		}

	}

	/**
	 * An error object, equal to others with its message.
	 */
	static final class Failure extends RuntimeException {

		Failure(String message) {
			super(message);
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Failure failure && Objects.equals(failure.getMessage(), getMessage());
		}

		@Override
		public int hashCode() {
			return Objects.hashCode(getMessage());
		}

	}

}
