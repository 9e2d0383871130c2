package org.intercom4j.boot.autoconfigure;

import java.util.Arrays;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.core.env.Environment;

/**
 * Makes each child's name a qualifier of its bean. An alias does it, unless the name is
 * that of another bean.
 */
final class ChildQualifiers implements BeanFactoryPostProcessor {

	private final Environment environment;

	ChildQualifiers(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		ChildNames.of(this.environment).forEach((name) -> qualify(beanFactory, name));
	}

	private static void qualify(ConfigurableListableBeanFactory beanFactory, String name) {
		String beanName = name + ChildRegistrar.SUFFIX;
		if (!beanFactory.containsBean(name)) {
			beanFactory.registerAlias(beanName, name);
		}
		else if (!Arrays.asList(beanFactory.getAliases(beanName)).contains(name)) {
			BeanDefinition definition = beanFactory.getBeanDefinition(beanName);
			definition.setAttribute(AutowireCandidateQualifier.VALUE_KEY, name);
		}
	}

}
