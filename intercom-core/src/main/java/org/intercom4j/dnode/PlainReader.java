package org.intercom4j.dnode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/**
 * Reads JSON as maps, lists, texts, numbers and booleans. The parser limits the depth.
 */
final class PlainReader {

	// every decimal of 15 digits survives in a double
	private static final int EXACT_LENGTH = 16;

	private PlainReader() {
	}

	static @Nullable Object readDocument(JsonParser parser) {
		if (parser.nextToken() == null) {
			throw new StreamReadException(parser, "Expected a value but was nothing");
		}
		Object value = value(parser);
		if (parser.nextToken() != null) {
			throw new StreamReadException(parser, "Expected the end but was " + parser.currentToken());
		}
		return value;
	}

	private static @Nullable Object value(JsonParser parser) {
		return switch (parser.currentToken()) {
			case START_OBJECT -> object(parser);
			case START_ARRAY -> list(parser);
			case VALUE_STRING -> parser.getString();
			case VALUE_NUMBER_INT -> parser.getNumberValue();
			case VALUE_NUMBER_FLOAT -> decimal(parser);
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			case VALUE_NULL -> null;
			default -> throw new StreamReadException(parser, "Expected a value but was " + parser.currentToken());
		};
	}

	private static Map<String, @Nullable Object> object(JsonParser parser) {
		Map<String, @Nullable Object> object = new LinkedHashMap<>();
		for (String name = parser.nextName(); name != null; name = parser.nextName()) {
			parser.nextToken();
			object.put(name, value(parser));
		}
		return object;
	}

	private static List<@Nullable Object> list(JsonParser parser) {
		List<@Nullable Object> list = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			list.add(value(parser));
		}
		return list;
	}

	private static Number decimal(JsonParser parser) {
		double value = parser.getDoubleValue();
		if (parser.getStringLength() <= EXACT_LENGTH && Double.isFinite(value) && value != 0) {
			return value;
		}
		BigDecimal exact = parser.getDecimalValue();
		boolean same = Double.isFinite(value) && exact.compareTo(BigDecimal.valueOf(value)) == 0;
		return same ? (Number) value : exact;
	}

}
