package org.intercom4j.boot.autoconfigure;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Describes refused properties with their value and the place where they stand.
 */
final class PropertyOrigins {

	private final Environment environment;

	PropertyOrigins(Environment environment) {
		this.environment = environment;
	}

	/** Whether a property, or the first element of a list, is set. */
	boolean isSet(String property) {
		return find(property).isPresent() || find(property + "[0]").isPresent();
	}

	/**
	 * The description of a failure.
	 * @param value what to show when the property is not one plain value
	 */
	String describe(String property, @Nullable String value, String reason) {
		Object written = find(property).map(ConfigurationProperty::getValue).orElse(value);
		Origin origin = origin(property);
		String valueLine = (written != null) ? "\n    Value: \"%s\"".formatted(written) : "";
		String originLine = (origin != null) ? "\n    Origin: %s".formatted(origin) : "";
		return "Property '%s' cannot be used:\n%s%s\n    Reason: %s".formatted(property, valueLine, originLine, reason);
	}

	/** By the exact letters first: different spellings of a name are one to binding. */
	private @Nullable Origin origin(String property) {
		return Stream.of(property, property + "[0]")
			.flatMap(this::writtenOrigins)
			.findFirst()
			.or(() -> within(property))
			.orElse(null);
	}

	private Stream<Origin> writtenOrigins(String property) {
		return (this.environment instanceof ConfigurableEnvironment configurable) ? configurable.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.map((source) -> OriginLookup.getOrigin(source, property))
			.filter(Objects::nonNull) : Stream.empty();
	}

	private Optional<Origin> within(String property) {
		ConfigurationPropertyName outer = ConfigurationPropertyName.adapt(property, '.');
		return sources().filter(IterableConfigurationPropertySource.class::isInstance)
			.flatMap((source) -> ((IterableConfigurationPropertySource) source).stream()
				.filter((name) -> outer.equals(name) || outer.isAncestorOf(name))
				.map(source::getConfigurationProperty))
			.filter(Objects::nonNull)
			.map(ConfigurationProperty::getOrigin)
			.filter(Objects::nonNull)
			.findFirst();
	}

	private Optional<ConfigurationProperty> find(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		return sources().map((source) -> source.getConfigurationProperty(name)).filter(Objects::nonNull).findFirst();
	}

	private Stream<ConfigurationPropertySource> sources() {
		return StreamSupport.stream(ConfigurationPropertySources.get(this.environment).spliterator(), false);
	}

}
