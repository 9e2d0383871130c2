package org.intercom4j.dnode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Received arguments while functions and links are put in place. Used by the reader's
 * thread.
 */
final class ArgumentTree {

	private final List<@Nullable Object> root;

	// positions that lists may still grow by without being filled; owned by the reader's
	// thread
	private int gap;

	ArgumentTree(List<@Nullable Object> root, int maxListGap) {
		this.root = root;
		this.gap = maxListGap;
	}

	List<@Nullable Object> root() {
		return this.root;
	}

	/**
	 * Reads a place.
	 * @param path its path
	 * @return the value, {@code null} if there is none
	 * @throws ProtocolException if the path leads through null
	 */
	@Nullable Object get(List<String> path) {
		Object node = this.root;
		for (String key : path) {
			if (node == null) {
				throw new ProtocolException("Expected a value before '" + key + "' of the path " + path);
			}
			if (!has(node, key)) {
				return null;
			}
			node = child(node, key);
		}
		return node;
	}

	/**
	 * Writes a place, with the containers that are missing on the way.
	 * @param path its path
	 * @param value the value
	 * @throws ProtocolException if the path leads through null or a scalar, or too far
	 * beyond the end of a list
	 */
	void set(List<String> path, @Nullable Object value) {
		if (path.isEmpty()) {
			return;
		}
		Object node = this.root;
		for (String key : path.subList(0, path.size() - 1)) {
			if (!has(node, key)) {
				Object created = new LinkedHashMap<String, @Nullable Object>();
				put(node, key, created, path);
				node = created;
			}
			else {
				node = child(node, key);
			}
		}
		put(node, path.get(path.size() - 1), value, path);
	}

	private static boolean has(@Nullable Object node, String key) {
		if (node instanceof List<?> list) {
			long position = FrameReader.id(key);
			return position >= 0 && position < list.size();
		}
		return node instanceof Map<?, ?> map && map.containsKey(key);
	}

	private static @Nullable Object child(@Nullable Object node, String key) {
		if (node instanceof List<?> list) {
			return list.get((int) FrameReader.id(key));
		}
		return (node instanceof Map<?, ?> map) ? map.get(key) : null;
	}

	@SuppressWarnings("unchecked")
	private void put(@Nullable Object node, String key, @Nullable Object value, List<String> path) {
		if (node instanceof Map<?, ?> map) {
			((Map<String, @Nullable Object>) map).put(key, value);
		}
		else if (node instanceof List<?> list) {
			put((List<@Nullable Object>) list, key, value);
		}
		else if (!(node instanceof RemoteFunction)) {
			throw new ProtocolException("Expected an object or a list before '" + ArgumentException.cut(key)
					+ "' of the path " + ArgumentException.cut(path.toString()));
		}
	}

	// a name that is no position is no part of the list, as in JSON
	private void put(List<@Nullable Object> list, String key, @Nullable Object value) {
		long position = FrameReader.id(key);
		if (position < 0) {
			return;
		}
		if (position < list.size()) {
			list.set((int) position, value);
			return;
		}
		long missing = position - list.size();
		if (missing > this.gap) {
			throw new ProtocolException("Expected a position near the end of the list but was " + key);
		}
		this.gap -= (int) missing;
		while (list.size() < position) {
			list.add(null);
		}
		list.add(value);
	}

}
