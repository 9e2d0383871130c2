package org.intercom4j.dnode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The local instance of a session: the functions and plain values that the other side
 * gets in the methods frame, in this order. The functions at the top can also be called
 * by name. Immutable.
 *
 * @since 0.1.0
 */
public final class LocalMethods {

	private final Map<String, @Nullable Object> members;

	private LocalMethods(Map<String, ? extends @Nullable Object> members) {
		this.members = Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(members));
	}

	/**
	 * Offers nothing.
	 * @return the empty instance
	 */
	public static LocalMethods none() {
		return new LocalMethods(Map.of());
	}

	/**
	 * Offers the members of a map.
	 * @param members functions, plain values and structures of both by name
	 * @return the instance
	 */
	public static LocalMethods of(Map<String, ? extends @Nullable Object> members) {
		return new LocalMethods(members);
	}

	/**
	 * Starts with nothing.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	boolean has(String name) {
		return this.members.containsKey(name);
	}

	@Nullable Object get(String name) {
		return this.members.get(name);
	}

	Map<String, @Nullable Object> toMap() {
		return this.members;
	}

	/**
	 * Collects the members in order.
	 */
	public static final class Builder {

		private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Adds a function.
		 * @param name the name by which the other side calls it
		 * @param callback the function
		 * @return this builder
		 */
		public Builder method(String name, Callback callback) {
			return value(name, Objects.requireNonNull(callback, "argument 'callback' must not be null"));
		}

		/**
		 * Adds a plain value, or a structure that holds functions.
		 * @param name the name under which the other side sees it
		 * @param value the value
		 * @return this builder
		 */
		public Builder value(String name, @Nullable Object value) {
			this.members.put(Objects.requireNonNull(name, "argument 'name' must not be null"), value);
			return this;
		}

		/**
		 * Makes the instance.
		 * @return the instance
		 */
		public LocalMethods build() {
			return new LocalMethods(this.members);
		}

	}

}
