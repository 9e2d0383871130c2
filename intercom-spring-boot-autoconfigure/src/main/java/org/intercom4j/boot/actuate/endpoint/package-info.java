/**
 * The Actuator endpoint of Intercom's children.
 */
@NullMarked
package org.intercom4j.boot.actuate.endpoint;

import org.jspecify.annotations.NullMarked;
