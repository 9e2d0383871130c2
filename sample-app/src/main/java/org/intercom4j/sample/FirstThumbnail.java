package org.intercom4j.sample;

import java.io.IOException;

import org.intercom4j.ChildExitEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Runs one real image through when the application starts, and hears of every child that
 * ends.
 */
@Component
class FirstThumbnail implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(FirstThumbnail.class);

	private final Thumbnails thumbnails;

	FirstThumbnail(Thumbnails thumbnails) {
		this.thumbnails = thumbnails;
	}

	@Override
	public void run(ApplicationArguments args) throws IOException {
		byte[] image = new ClassPathResource("sample.jpg").getContentAsByteArray();
		Thumbnail thumbnail = this.thumbnails.make(image).join();
		logger.info("Made a thumbnail of sample.jpg: {} ({} bytes) became {}x{} ({} bytes)", thumbnail.source(),
				image.length, thumbnail.width(), thumbnail.height(), thumbnail.png().length);
	}

	@EventListener
	void exited(ChildExitEvent event) {
		logger.info("{}", event.report().summary());
	}

}
