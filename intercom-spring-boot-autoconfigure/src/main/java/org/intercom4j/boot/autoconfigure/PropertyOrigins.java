package org.intercom4j.boot.autoconfigure;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;
import org.springframework.core.env.Environment;

/**
 * Describes refused properties with the place where they stand.
 */
final class PropertyOrigins {

	private final Environment environment;

	PropertyOrigins(Environment environment) {
		this.environment = environment;
	}

	/** Whether a property, or the first element of a list, is set. */
	boolean isSet(String property) {
		return names(property)
			.anyMatch((name) -> sources().anyMatch((source) -> source.getConfigurationProperty(name) != null));
	}

	String describe(String property, @Nullable String value, String reason) {
		StringBuilder text = new StringBuilder("Property '%s' cannot be used:\n".formatted(property));
		if (value != null) {
			text.append("\n    Value: \"").append(value).append('"');
		}
		origin(property).ifPresent((origin) -> text.append("\n    Origin: ").append(origin));
		return text.append("\n    Reason: ").append(reason).toString();
	}

	private Optional<Origin> origin(String property) {
		return names(property)
			.flatMap((name) -> sources().map((source) -> source.getConfigurationProperty(name))
				.filter(Objects::nonNull)
				.map((found) -> (OriginProvider) found))
			.map(OriginProvider::getOrigin)
			.filter(Objects::nonNull)
			.findFirst();
	}

	private static Stream<ConfigurationPropertyName> names(String property) {
		return Stream.of(property, property + "[0]").map((name) -> ConfigurationPropertyName.adapt(name, '.'));
	}

	private Stream<org.springframework.boot.context.properties.source.ConfigurationPropertySource> sources() {
		return StreamSupport.stream(ConfigurationPropertySources.get(this.environment).spliterator(), false);
	}

}
