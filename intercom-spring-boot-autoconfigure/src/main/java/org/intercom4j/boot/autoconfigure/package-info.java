/**
 * Auto-configuration of Intercom's children in a Spring Boot application.
 */
@NullMarked
package org.intercom4j.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
