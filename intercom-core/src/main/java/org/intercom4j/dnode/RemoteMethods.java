package org.intercom4j.dnode;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the other side offered in its methods frame: functions and plain values by name,
 * in their order on the wire. Immutable.
 *
 * @since 0.1.0
 */
public final class RemoteMethods {

	static final RemoteMethods NONE = new RemoteMethods(Map.of());

	private final Map<String, @Nullable Object> members;

	private RemoteMethods(Map<String, ? extends @Nullable Object> members) {
		this.members = Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(members));
	}

	static RemoteMethods of(@Nullable Object instance) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		if (instance instanceof Map<?, ?> map) {
			map.forEach((name, value) -> members.put((String) name, value));
		}
		else if (instance instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				members.put(Integer.toString(i), list.get(i));
			}
		}
		return new RemoteMethods(members);
	}

	/**
	 * The names of all members.
	 * @return the names in their order on the wire
	 */
	public Set<String> names() {
		return this.members.keySet();
	}

	/**
	 * The member with a name.
	 * @param name the name
	 * @return a plain value or a {@link RemoteFunction}, {@code null} if there is none
	 */
	public @Nullable Object get(String name) {
		return this.members.get(name);
	}

	/**
	 * The function with a name.
	 * @param name the name
	 * @return the function, {@code null} if there is none or the member is no function
	 */
	public @Nullable RemoteFunction function(String name) {
		return (this.members.get(name) instanceof RemoteFunction function) ? function : null;
	}

	/**
	 * All members.
	 * @return an unmodifiable map
	 */
	public Map<String, @Nullable Object> toMap() {
		return this.members;
	}

	@Override
	public String toString() {
		return "RemoteMethods" + names();
	}

}
