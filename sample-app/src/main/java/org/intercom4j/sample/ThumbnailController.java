package org.intercom4j.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers an image with its thumbnail.
 */
@RestController
class ThumbnailController {

	private final Thumbnails thumbnails;

	ThumbnailController(Thumbnails thumbnails) {
		this.thumbnails = thumbnails;
	}

	@PostMapping("/thumbnails")
	CompletableFuture<ResponseEntity<byte[]>> make(@RequestBody byte[] image) {
		return this.thumbnails.make(image)
			.thenApply((thumbnail) -> ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(thumbnail.png()));
	}

	@ExceptionHandler
	ProblemDetail refused(ThumbnailException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ProblemDetail tooLarge(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE, "The image is too large");
	}

	@ExceptionHandler({ TimeoutException.class, IllegalStateException.class })
	ProblemDetail unavailable(Exception ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The decoder is not available");
	}

}
