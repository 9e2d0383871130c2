package org.intercom4j.boot.context;

import org.intercom4j.ChildOptions;

/**
 * A child as the application declares it.
 *
 * @param name its name
 * @param options its options
 * @param autoStartup whether it is started with the application
 * @param optional whether the application goes on without it when it cannot be started
 * @since 0.1.0
 */
public record ChildDeclaration(String name, ChildOptions options, boolean autoStartup, boolean optional) {
}
