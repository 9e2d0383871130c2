package org.intercom4j.dnode;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.intercom4j.dnode.FrameWriter.FrameLimitException;
import org.jspecify.annotations.Nullable;

/**
 * Walks arguments depth first and writes them as JSON, without functions and circles,
 * which it notes. Used once, by one thread.
 */
final class ArgumentWalker {

	static final String FUNCTION = "[Function]";

	private static final String CIRCULAR = "[Circular]";

	private final Codec codec;

	private final FrameWriter out;

	// the containers on the way to the current value; owned by the thread that encodes
	private final List<Object> ancestors = new ArrayList<>();

	// the keys on the way to the current value; owned by the thread that encodes
	private final List<Object> keys = new ArrayList<>();

	// owned by the thread that encodes
	private final List<Offer> offers = new ArrayList<>();

	// owned by the thread that encodes
	private final List<Link> links = new ArrayList<>();

	ArgumentWalker(Codec codec, FrameWriter out) {
		this.codec = codec;
		this.out = out;
	}

	List<Offer> offers() {
		return this.offers;
	}

	List<Link> links() {
		return this.links;
	}

	void walk(@Nullable Object[] args) {
		this.ancestors.add(args);
		this.out.write('[');
		for (int i = 0; i < args.length; i++) {
			try {
				element(i, args[i]);
			}
			catch (RuntimeException | StackOverflowError ex) {
				throw ArgumentException.unsendable(i, args[i], ex);
			}
		}
		this.out.write(']');
	}

	private void value(@Nullable Object value) {
		if (value == null) {
			this.out.ascii("null");
		}
		else if (value instanceof CharSequence text) {
			this.out.text(text.toString());
		}
		else if (value instanceof Number number) {
			number(number);
		}
		else if (value instanceof Boolean) {
			this.out.ascii(value.toString());
		}
		else if (value instanceof Callback || value instanceof RemoteFunction) {
			offer(value, List.of());
			this.out.text(FUNCTION);
		}
		else {
			structure(value);
		}
	}

	private void number(Number number) {
		if (number instanceof Integer || number instanceof Long || number instanceof Short || number instanceof Byte) {
			this.out.number(number.longValue());
		}
		else if (number instanceof Double || number instanceof Float) {
			this.out.ascii(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
		}
		else if (number instanceof BigInteger || number instanceof BigDecimal) {
			this.out.ascii(number.toString());
		}
		else {
			bound(number);
		}
	}

	private void structure(Object value) {
		if (value instanceof Map<?, ?> || value instanceof Collection<?> || isList(value.getClass())) {
			container(value);
		}
		else if (value instanceof Optional<?> optional) {
			value(optional.orElse(null));
		}
		else if (value instanceof Date date && value.getClass() == Date.class) {
			this.out.text(Codec.isoText(date.toInstant()));
		}
		else if (value instanceof Instant instant) {
			this.out.text(Codec.isoText(instant));
		}
		else if (value instanceof Throwable failure) {
			container(this.codec.members(failure));
		}
		else {
			bound(value);
		}
	}

	// Jackson writes bytes as base64 and characters as text
	private static boolean isList(Class<?> type) {
		return type.isArray() && type != byte[].class && type != char[].class;
	}

	private void container(Object container) {
		for (int i = 0; i < this.ancestors.size(); i++) {
			if (this.ancestors.get(i) == container) {
				this.links.add(new Link(path(i, List.of()), path(this.keys.size(), List.of())));
				this.out.text(CIRCULAR);
				return;
			}
		}
		if (!allowsNesting(1)) {
			throw tooDeep(List.of());
		}
		this.ancestors.add(container);
		if (container instanceof Map<?, ?> map) {
			object(map);
		}
		else {
			list(container);
		}
		this.ancestors.remove(this.ancestors.size() - 1);
	}

	private void object(Map<?, ?> map) {
		this.out.write('{');
		boolean first = true;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!first) {
				this.out.write(',');
			}
			first = false;
			String key = (entry.getKey() instanceof Enum<?> constant) ? constant.name()
					: String.valueOf(entry.getKey());
			this.out.text(key);
			this.out.write(':');
			member(key, entry.getValue());
		}
		this.out.write('}');
	}

	private void list(Object container) {
		this.out.write('[');
		int i = 0;
		if (container instanceof Collection<?> collection) {
			for (Object element : collection) {
				element(i++, element);
			}
		}
		else {
			for (; i < Array.getLength(container); i++) {
				element(i, Array.get(container, i));
			}
		}
		this.out.write(']');
	}

	private void element(int index, @Nullable Object element) {
		if (index > 0) {
			this.out.write(',');
		}
		member(index, element);
	}

	private void member(Object key, @Nullable Object value) {
		this.keys.add(key);
		value(value);
		this.keys.remove(this.keys.size() - 1);
	}

	private void bound(Object value) {
		try (ScrubGenerator generator = new ScrubGenerator(this.codec.generator(this.out), this)) {
			this.codec.mapper().writeValue(generator, value);
		}
	}

	void offer(Object function, List<String> inner) {
		this.offers.add(new Offer(function, path(this.keys.size(), inner)));
	}

	boolean allowsNesting(int more) {
		return this.ancestors.size() - 1 + more <= this.codec.maxNesting();
	}

	FrameLimitException tooDeep(List<String> inner) {
		List<String> path = path(this.keys.size(), inner);
		return new FrameLimitException("nested deeper than " + this.codec.maxNesting()
				+ " levels, or an object that holds itself, at " + String.join(".", path));
	}

	private List<String> path(int length, List<String> inner) {
		List<String> path = new ArrayList<>(length + inner.size());
		for (Object key : this.keys.subList(0, length)) {
			path.add(key.toString());
		}
		path.addAll(inner);
		return path;
	}

}
