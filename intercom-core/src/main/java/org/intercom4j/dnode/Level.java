package org.intercom4j.dnode;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A container whose members are being written, and the place that the writing has
 * reached. Used by the thread that encodes.
 */
abstract sealed class Level {

	private final Object container;

	private int index = -1;

	private Level(Object container) {
		this.container = container;
	}

	/**
	 * Begins before the first member.
	 * @param container a map, a collection or an array
	 */
	static Level of(Object container) {
		if (container instanceof Map<?, ?> map) {
			return new OfMap(map);
		}
		if (container instanceof Collection<?> collection) {
			return new OfCollection(collection);
		}
		return new OfArray(container);
	}

	final boolean isOf(Object candidate) {
		return this.container == candidate;
	}

	/**
	 * The position of the current member, -1 before the first.
	 */
	final int index() {
		return this.index;
	}

	/**
	 * Moves to the next member.
	 * @return its value
	 */
	final @Nullable Object next() {
		this.index++;
		return member(this.index);
	}

	abstract boolean hasNext();

	abstract @Nullable Object member(int position);

	/**
	 * The name of the current member, {@code null} in a list.
	 */
	@Nullable String name() {
		return null;
	}

	final String key() {
		String name = name();
		return (name != null) ? name : Integer.toString(this.index);
	}

	char begin() {
		return '[';
	}

	char end() {
		return ']';
	}

	/**
	 * An array of any type.
	 */
	private static final class OfArray extends Level {

		private final Object array;

		private final int size;

		private OfArray(Object array) {
			super(array);
			this.array = array;
			this.size = (array instanceof Object[] objects) ? objects.length : Array.getLength(array);
		}

		@Override
		boolean hasNext() {
			return index() + 1 < this.size;
		}

		@Override
		@Nullable Object member(int position) {
			return (this.array instanceof Object[] objects) ? objects[position] : Array.get(this.array, position);
		}

	}

	/**
	 * A collection, in its order.
	 */
	private static final class OfCollection extends Level {

		private final Iterator<?> members;

		private OfCollection(Collection<?> collection) {
			super(collection);
			this.members = collection.iterator();
		}

		@Override
		boolean hasNext() {
			return this.members.hasNext();
		}

		@Override
		@Nullable Object member(int position) {
			return this.members.next();
		}

	}

	/**
	 * A map, in its order.
	 */
	private static final class OfMap extends Level {

		private final Iterator<? extends Map.Entry<?, ?>> members;

		private String name = "";

		private OfMap(Map<?, ?> map) {
			super(map);
			this.members = map.entrySet().iterator();
		}

		@Override
		boolean hasNext() {
			return this.members.hasNext();
		}

		@Override
		@Nullable Object member(int position) {
			Map.Entry<?, ?> entry = this.members.next();
			Object key = entry.getKey();
			this.name = (key instanceof Enum<?> constant) ? constant.name() : String.valueOf(key);
			return entry.getValue();
		}

		@Override
		String name() {
			return this.name;
		}

		@Override
		char begin() {
			return '{';
		}

		@Override
		char end() {
			return '}';
		}

	}

}
