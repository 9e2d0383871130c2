package org.intercom4j.boot.autoconfigure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.context.ChildGroup;
import org.jspecify.annotations.Nullable;

/**
 * What groups must keep to: their members are declared children that are kept alive, and
 * each is in one group at most.
 *
 * @param children the children by name
 * @param groups the groups by name
 */
record GroupRules(Map<String, ChildProperties> children, Map<String, GroupProperties> groups) {

	/**
	 * The groups that are declared.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	List<ChildGroup> check() {
		Map<String, String> groupOf = new HashMap<>();
		this.groups.forEach((name, group) -> {
			if (group.children().isEmpty()) {
				throw refused(name, null, "there are no children in this group", "Write the names of its children.");
			}
			Set<String> own = new HashSet<>();
			group.children().forEach((child) -> {
				checkMember(name, child);
				if (!own.add(child)) {
					throw refused(name, child, "the child is named twice", "Name it once.");
				}
				String other = groupOf.put(child, name);
				if (other != null) {
					throw refused(name, child, "the child is in group '%s' as well".formatted(other),
							"Keep it in one of them.");
				}
			});
		});
		return this.groups.entrySet()
			.stream()
			.map((group) -> new ChildGroup(group.getKey(), group.getValue().strategy(), group.getValue().children()))
			.toList();
	}

	private void checkMember(String group, String name) {
		ChildProperties child = this.children.get(name);
		if (child == null) {
			throw refused(group, name, "there is no such child",
					"Write the names of children; there are: %s.".formatted(String.join(", ", this.children.keySet())));
		}
		if (child.schedule() != null) {
			throw refused(group, name, "the child is run at given times, not kept alive",
					"Remove it from the group, or remove '%s'.".formatted(new ChildProperty(name).of("schedule")));
		}
	}

	private static InvalidChildPropertyException refused(String group, @Nullable Object value, String reason,
			String action) {
		return new InvalidChildPropertyException(IntercomProperties.PREFIX + ".groups." + group + ".children", value,
				reason, action);
	}

}
