package org.intercom4j.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.intercom4j.boot.autoconfigure.IntercomProperties.ChildProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Prints an unknown property of Intercom, where it stands and what is known there. Comes
 * before the analyzer of Spring Boot, which prints the Java type instead.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
final class UnknownPropertyFailureAnalyzer extends AbstractFailureAnalyzer<UnboundConfigurationPropertiesException> {

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(IntercomProperties.PREFIX);

	private static final ConfigurationPropertyName CHILDREN = ConfigurationPropertyName.of(ChildProperty.PREFIX);

	private final PropertyOrigins origins;

	UnknownPropertyFailureAnalyzer(Environment environment) {
		this.origins = new PropertyOrigins(environment);
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnboundConfigurationPropertiesException cause) {
		return cause.getUnboundProperties()
			.stream()
			.map(ConfigurationProperty::getName)
			.filter(PREFIX::isAncestorOf)
			.findFirst()
			.map((name) -> analysis(rootFailure, name))
			.orElse(null);
	}

	private FailureAnalysis analysis(Throwable rootFailure, ConfigurationPropertyName name) {
		String description = this.origins.describe(name.toString(), null, "there is no such property");
		String action = "Correct its name, or remove it. Known here are: %s.".formatted(known(name));
		return new FailureAnalysis(description, action, rootFailure);
	}

	/** The components of the innermost record on the way to the property. */
	private static String known(ConfigurationPropertyName name) {
		Class<?> type = IntercomProperties.class;
		if (CHILDREN.isAncestorOf(name)) {
			type = ChildProperties.class;
			for (int i = CHILDREN.getNumberOfElements() + 1; i < name.getNumberOfElements(); i++) {
				type = nested(type, name.getElement(i, Form.UNIFORM)).orElse(type);
			}
		}
		return Arrays.stream(type.getRecordComponents())
			.map((component) -> component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

	private static Optional<Class<?>> nested(Class<?> type, String element) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> component.getName().equalsIgnoreCase(element))
			.<Class<?>>map(UnknownPropertyFailureAnalyzer::type)
			.filter(Class::isRecord)
			.findFirst();
	}

	/** That of the elements if it is a list. */
	private static Class<?> type(RecordComponent component) {
		Class<?> element = ResolvableType.forType(component.getGenericType()).getGeneric(0).resolve();
		return (component.getType() == List.class && element != null) ? element : component.getType();
	}

}
