package org.intercom4j.boot.autoconfigure;

import org.intercom4j.Child;
import org.intercom4j.boot.context.DeclaredChildren;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.env.Environment;

/**
 * Registers a bean for each declared child. With ahead-of-time processing too it reads
 * the environment of the running application.
 */
final class ChildRegistrar implements BeanRegistrar {

	/** What the name of a child's bean ends with. */
	static final String SUFFIX = "Child";

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		for (String name : ChildNames.of(environment)) {
			registry.registerBean(name + SUFFIX, Child.class,
					(spec) -> spec.description("Child '%s' of property '%s'".formatted(name, ChildProperty.PREFIX))
						.supplier((context) -> context.bean(DeclaredChildren.class).child(name)));
		}
	}

}
