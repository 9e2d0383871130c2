/**
 * Event emitter with the listener rules of EventEmitter2: wildcard names, any listeners,
 * counted listeners and announcements.
 */
@NullMarked
package org.intercom4j.emitter;

import org.jspecify.annotations.NullMarked;
