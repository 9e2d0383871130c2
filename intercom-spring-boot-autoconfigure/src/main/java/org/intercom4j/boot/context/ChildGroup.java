package org.intercom4j.boot.context;

import java.util.List;

import org.intercom4j.supervisor.GroupStrategy;

/**
 * Declared children that are restarted together.
 *
 * @param name the group's name
 * @param strategy which of them are restarted with which
 * @param children their names, in the order of their start
 * @since 0.1.0
 */
public record ChildGroup(String name, GroupStrategy strategy, List<String> children) {

	/**
	 * Copies the names.
	 */
	public ChildGroup {
		children = List.copyOf(children);
	}

}
