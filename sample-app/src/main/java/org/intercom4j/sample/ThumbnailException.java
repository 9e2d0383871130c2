package org.intercom4j.sample;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * There is no thumbnail of this image.
 */
final class ThumbnailException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	ThumbnailException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
