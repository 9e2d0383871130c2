package org.intercom4j;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong (event {@code error}).
 *
 * @param child the child's name
 * @param message what
 * @param cause the exception, or {@code null}
 * @param arguments the arguments of a refused event, its name first; else empty
 * @since 0.1.0
 */
public record ChildErrorEvent(String child, String message, @Nullable Throwable cause,
		List<@Nullable Object> arguments) implements ChildEvent {
}
