/**
 * Files of an application that are removed with it.
 */
@NullMarked
package org.intercom4j.files;

import org.jspecify.annotations.NullMarked;
