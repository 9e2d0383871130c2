package org.intercom4j.dnode;

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
 * which it notes. It does not recurse, so that the deepest value that is allowed needs no
 * more stack than any other. Used by one thread at a time, again and again, because a new
 * generator for each event costs more than the event.
 */
final class ArgumentWalker {

	static final String FUNCTION = "[Function]";

	private static final String CIRCULAR = "[Circular]";

	private final Codec codec;

	// all fields from here on are owned by the thread that encodes
	private final FrameWriter out;

	private final List<Level> levels = new ArrayList<>();

	private List<Offer> offers = List.of();

	private List<Link> links = List.of();

	private @Nullable ScrubGenerator generator;

	ArgumentWalker(Codec codec) {
		this.codec = codec;
		this.out = new FrameWriter(codec.maxFrameSize());
	}

	/**
	 * Writes the arguments.
	 * @throws ArgumentException if one of them cannot be sent
	 */
	PreparedArguments walk(@Nullable Object[] args) {
		try {
			Level top = enter(args);
			while (!this.levels.isEmpty()) {
				step(top, args);
			}
			return new PreparedArguments(this.out.toByteArray(), this.offers, this.links);
		}
		finally {
			reset();
		}
	}

	private void step(Level top, @Nullable Object[] args) {
		try {
			step(this.levels.get(this.levels.size() - 1));
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw ArgumentException.unsendable(top.index(), args[top.index()], ex);
		}
	}

	private void reset() {
		this.out.reset();
		this.levels.clear();
		this.offers = List.of();
		this.links = List.of();
	}

	private void step(Level level) {
		if (!level.hasNext()) {
			this.out.write(level.end());
			this.levels.remove(this.levels.size() - 1);
			return;
		}
		if (level.index() >= 0) {
			this.out.write(',');
		}
		Object value = level.next();
		String name = level.name();
		if (name != null) {
			this.out.text(name);
			this.out.write(':');
		}
		value(value);
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
		for (int i = 0; i < this.levels.size(); i++) {
			if (this.levels.get(i).isOf(container)) {
				this.links = append(this.links, new Link(path(i, List.of()), path(this.levels.size(), List.of())));
				this.out.text(CIRCULAR);
				return;
			}
		}
		if (!allowsNesting(1)) {
			throw tooDeep(List.of());
		}
		enter(container);
	}

	private Level enter(Object container) {
		Level level = Level.of(container);
		this.out.write(level.begin());
		this.levels.add(level);
		return level;
	}

	private void bound(Object value) {
		ScrubGenerator current = this.generator;
		if (current == null) {
			current = new ScrubGenerator(this.codec.generator(this.out), this);
		}
		// whatever goes wrong, nothing of this value may get into the next one
		this.generator = null;
		this.codec.mapper().writeValue(current, value);
		current.flush();
		if (current.isReusable()) {
			this.generator = current;
		}
	}

	void offer(Object function, List<String> inner) {
		this.offers = append(this.offers, new Offer(function, path(this.levels.size(), inner)));
	}

	// most arguments have none, and need no list of their own
	private static <T> List<T> append(List<T> list, T element) {
		List<T> appended = list.isEmpty() ? new ArrayList<>() : list;
		appended.add(element);
		return appended;
	}

	boolean allowsNesting(int more) {
		return this.levels.size() - 1 + more <= this.codec.maxNesting();
	}

	FrameLimitException tooDeep(List<String> inner) {
		List<String> path = path(this.levels.size(), inner);
		return new FrameLimitException("nested deeper than " + this.codec.maxNesting()
				+ " levels, or an object that holds itself, at " + String.join(".", path));
	}

	private List<String> path(int length, List<String> inner) {
		List<String> path = new ArrayList<>(length + inner.size());
		for (Level level : this.levels.subList(0, length)) {
			path.add(level.key());
		}
		path.addAll(inner);
		return path;
	}

}
