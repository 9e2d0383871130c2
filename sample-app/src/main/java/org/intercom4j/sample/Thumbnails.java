package org.intercom4j.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.intercom4j.Child;
import org.intercom4j.dnode.CallArguments;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.SessionClosedException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Has thumbnails made by the child.
 */
@Component
class Thumbnails {

	private static final int EDGE = 128;

	private static final int TIME_LIMIT_SECONDS = 20;

	private final Child thumbnailer;

	Thumbnails(@Qualifier("thumbnailer") Child thumbnailer) {
		this.thumbnailer = thumbnailer;
	}

	/**
	 * Sends the image and a function for the answer. If the child dies first, the
	 * function hears of that instead.
	 */
	CompletableFuture<Thumbnail> make(byte[] image) {
		Answer answer = new Answer();
		this.thumbnailer.emit("thumbnail::make", new ThumbnailRequest(image, EDGE), answer);
		return answer.thumbnail.orTimeout(TIME_LIMIT_SECONDS, TimeUnit.SECONDS);
	}

	private static final class Answer implements Callback {

		private final CompletableFuture<Thumbnail> thumbnail = new CompletableFuture<>();

		@Override
		public void call(CallArguments answer) {
			String refusal = answer.get(0, String.class);
			if (refusal != null) {
				this.thumbnail.completeExceptionally(new ThumbnailException(refusal, null));
			}
			else {
				this.thumbnail.complete(answer.get(1, Thumbnail.class));
			}
		}

		@Override
		public void closed(SessionClosedException reason) {
			this.thumbnail.completeExceptionally(new ThumbnailException("The image broke the decoder", reason));
		}

	}

}
