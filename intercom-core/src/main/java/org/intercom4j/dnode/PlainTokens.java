package org.intercom4j.dnode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.TokenBuffer;

/**
 * Turns plain values with functions in place into tokens that Jackson binds.
 */
final class PlainTokens {

	private final int limit;

	private final TokenBuffer tokens = TokenBuffer.forGeneration();

	// the containers on the way to the current value; owned by the thread that reads
	private final List<Object> ancestors = new ArrayList<>();

	// owned by the thread that reads
	private int count;

	PlainTokens(int limit) {
		this.limit = limit;
	}

	TokenBuffer buffer(@Nullable Object value) {
		write(value);
		return this.tokens;
	}

	private void write(@Nullable Object value) {
		if (++this.count > this.limit) {
			throw new IllegalArgumentException("its links make more than " + this.limit + " values");
		}
		if (value instanceof Map<?, ?> map) {
			enter(map);
			this.tokens.writeStartObject();
			map.forEach((key, member) -> {
				this.tokens.writeName((String) key);
				write(member);
			});
			this.tokens.writeEndObject();
			leave();
		}
		else if (value instanceof List<?> list) {
			enter(list);
			this.tokens.writeStartArray();
			list.forEach(this::write);
			this.tokens.writeEndArray();
			leave();
		}
		else {
			scalar(value);
		}
	}

	private void enter(Object container) {
		for (Object ancestor : this.ancestors) {
			if (ancestor == container) {
				throw new IllegalArgumentException("it holds itself; read it as a Map or List");
			}
		}
		this.ancestors.add(container);
	}

	private void leave() {
		this.ancestors.remove(this.ancestors.size() - 1);
	}

	private void scalar(@Nullable Object value) {
		if (value == null) {
			this.tokens.writeNull();
		}
		else if (value instanceof String text) {
			this.tokens.writeString(text);
		}
		else if (value instanceof Boolean flag) {
			this.tokens.writeBoolean(flag);
		}
		else if (value instanceof Number number) {
			number(number);
		}
		else {
			this.tokens.writeEmbeddedObject(value);
		}
	}

	private void number(Number number) {
		if (number instanceof Integer value) {
			this.tokens.writeNumber(value.intValue());
		}
		else if (number instanceof Long value) {
			this.tokens.writeNumber(value.longValue());
		}
		else if (number instanceof BigInteger value) {
			this.tokens.writeNumber(value);
		}
		else if (number instanceof BigDecimal value) {
			this.tokens.writeNumber(value);
		}
		else {
			this.tokens.writeNumber(number.doubleValue());
		}
	}

}
