package org.intercom4j.boot.autoconfigure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.intercom4j.boot.autoconfigure.IntercomProperties.DependsOn;
import org.intercom4j.boot.context.Dependency.Condition;
import org.intercom4j.supervisor.RestartCondition;

/**
 * What the dependencies between children must keep to: each is on another declared child,
 * and none leads back to where it began.
 *
 * @param children the children by name
 */
record DependencyRules(Map<String, ChildProperties> children) {

	private static final String OPTION = "depends-on";

	/**
	 * Checks the dependencies of all children.
	 * @throws InvalidChildPropertyException naming the first one that cannot be used
	 */
	void check() {
		this.children.forEach(this::checkNames);
		Set<String> done = new HashSet<>();
		this.children.keySet().forEach((child) -> checkNoCycle(child, new ArrayList<>(), done));
	}

	private void checkNames(String name, ChildProperties child) {
		for (DependsOn dependency : child.dependsOn()) {
			if (dependency.child() == null || !this.children.containsKey(dependency.child())) {
				throw new ChildProperty(name).refused(OPTION, dependency.child(), "there is no such child",
						"Write the name of another child; there are: %s."
							.formatted(String.join(", ", this.children.keySet())));
			}
			checkCompletes(name, dependency.child(), dependency);
		}
	}

	private void checkCompletes(String name, String other, DependsOn dependency) {
		ChildProperties properties = Objects.requireNonNull(this.children.get(other));
		boolean always = properties.restart() == null || properties.restart().policy() == RestartCondition.ALWAYS;
		if (dependency.condition() == Condition.COMPLETED && always) {
			throw new ChildProperty(name).refused(OPTION, other,
					"it never completes: it is started again after any end",
					"Set '%s' to 'never' or 'on-failure', or wait for another condition."
						.formatted(new ChildProperty(other).of("restart.policy")));
		}
	}

	private void checkNoCycle(String child, List<String> path, Set<String> done) {
		int first = path.indexOf(child);
		path.add(child);
		if (first >= 0) {
			List<String> cycle = path.subList(first, path.size());
			throw new ChildProperty(cycle.get(0)).refused(OPTION, cycle.get(1),
					"the children wait for each other: " + String.join(" -> ", cycle),
					"Remove one of these dependencies.");
		}
		if (done.add(child)) {
			names(child).forEach((other) -> checkNoCycle(other, path, done));
		}
		path.remove(path.size() - 1);
	}

	private List<String> names(String child) {
		return Objects.requireNonNull(this.children.get(child))
			.dependsOn()
			.stream()
			.map((dependency) -> Objects.requireNonNull(dependency.child()))
			.toList();
	}

}
