package org.intercom4j.dnode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads any frame. Used by the reader's thread.
 */
final class FrameReader {

	// the numbers that every peer can count exactly
	private static final long MAX_ID = (1L << 53) - 1;

	private final Codec codec;

	private final FrameScanner scanner;

	FrameReader(Codec codec) {
		this.codec = codec;
		this.scanner = new FrameScanner(codec);
	}

	/**
	 * Reads a frame.
	 * @param buffer bytes that hold the frame
	 * @param offset its start
	 * @param length its length
	 * @return the frame, {@code null} if it is to be ignored
	 * @throws ProtocolException if the frame is broken
	 */
	@Nullable Frame read(byte[] buffer, int offset, int length) {
		Frame usual = this.scanner.scan(buffer, offset, length);
		if (usual != null) {
			return usual;
		}
		Object json = plain(buffer, offset, length);
		if (json == null) {
			throw new ProtocolException("Expected a frame but was null");
		}
		return (json instanceof Map<?, ?> fields) ? parse(fields) : null;
	}

	private @Nullable Object plain(byte[] buffer, int offset, int length) {
		try {
			return this.codec.readPlain(buffer, offset, length);
		}
		catch (JacksonException ex) {
			throw new ProtocolException("Expected a JSON text but was broken: " + ex.getOriginalMessage(), ex);
		}
	}

	private Frame parse(Map<?, ?> fields) {
		return new Frame.Parsed(method(fields.get("method")), fields.get("arguments"),
				callbacks(fields.get("callbacks")), links(fields.get("links")));
	}

	private static Method method(@Nullable Object method) {
		if (method instanceof String name) {
			return new Method.Name(name);
		}
		if (method instanceof Number number) {
			return new Method.Id(id(number));
		}
		return new Method.Unknown();
	}

	static long id(Number number) {
		double value = number.doubleValue();
		return (value >= 0 && value <= MAX_ID && value == Math.rint(value)) ? number.longValue() : -1;
	}

	/**
	 * The id that a text stands for.
	 * @param text decimal digits
	 * @return the id, -1 if the text is not the canonical form of one
	 */
	static long id(String text) {
		boolean canonical = !text.isEmpty() && text.length() <= 16 && (text.charAt(0) != '0' || text.length() == 1)
				&& text.chars().allMatch(JsonScanner::isDigit);
		long id = canonical ? Long.parseLong(text) : -1;
		return (id <= MAX_ID) ? id : -1;
	}

	private SortedMap<Long, List<String>> callbacks(@Nullable Object callbacks) {
		SortedMap<Long, List<String>> paths = new TreeMap<>();
		if (callbacks instanceof Map<?, ?> map) {
			map.forEach((key, path) -> {
				long id = id((String) key);
				if (id < 0) {
					throw new ProtocolException("Expected the id of a callback but was '" + key + "'");
				}
				paths.put(id, path(path));
			});
		}
		else if (callbacks instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				paths.put((long) i, path(list.get(i)));
			}
		}
		else {
			checkNoText("callbacks", callbacks);
		}
		return paths;
	}

	private List<Link> links(@Nullable Object links) {
		List<Link> read = new ArrayList<>();
		if (links instanceof List<?> list) {
			for (Object link : list) {
				if (!(link instanceof Map<?, ?> fields)) {
					throw new ProtocolException("Expected a link but was '" + link + "'");
				}
				read.add(new Link(path(fields.get("from")), path(fields.get("to"))));
			}
		}
		else {
			checkNoText("links", links);
		}
		return read;
	}

	// other scalars have no members and count as empty
	private static void checkNoText(String field, @Nullable Object value) {
		if (value instanceof String text && !text.isEmpty()) {
			throw new ProtocolException("Expected " + field + " but was '" + ArgumentException.cut(text) + "'");
		}
	}

	private List<String> path(@Nullable Object path) {
		if (!(path instanceof List<?> list)) {
			throw new ProtocolException("Expected a path but was '" + path + "'");
		}
		if (list.size() > this.codec.maxNesting() + 1) {
			throw new ProtocolException("Expected a path but was one of " + list.size() + " keys");
		}
		List<String> keys = new ArrayList<>(list.size());
		for (Object key : list) {
			keys.add(key(key));
		}
		return keys;
	}

	private static String key(@Nullable Object key) {
		if (key instanceof String text) {
			return text;
		}
		if (key instanceof Number number) {
			long position = id(number);
			return (position >= 0) ? Long.toString(position) : number.toString();
		}
		throw new ProtocolException("Expected the key of a path but was '" + key + "'");
	}

}
