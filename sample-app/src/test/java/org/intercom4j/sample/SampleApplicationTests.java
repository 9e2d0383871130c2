package org.intercom4j.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import javax.imageio.ImageIO;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class SampleApplicationTests {

	@Autowired
	private RestTestClient client;

	@Test
	void thumbnailsWhenAnImageIsPostedThenAnswersItsThumbnail() throws Exception {
		BufferedImage thumbnail = post(sample());
		assertThat(thumbnail.getWidth()).isEqualTo(128);
		assertThat(thumbnail.getHeight()).isEqualTo(96);
	}

	@Test
	void thumbnailsWhenSomethingElseIsPostedThenRefuses() {
		refuse("no image".getBytes(StandardCharsets.UTF_8), "This is no image of a known format");
	}

	@Test
	void thumbnailsWhenABombIsPostedThenTheChildDiesAndTheNextImageWorks() throws Exception {
		int restarts = (Integer) thumbnailer().get("restarts");
		refuse(ImageBomb.png(), "The image broke the decoder");
		assertThat(post(sample()).getWidth()).isEqualTo(128);
		Map<String, Object> thumbnailer = thumbnailer();
		assertThat(thumbnailer).containsEntry("restarts", restarts + 1).containsEntry("state", "RUNNING");
		assertThat(thumbnailer.get("lastExit")).asInstanceOf(InstanceOfAssertFactories.MAP).containsEntry("code", 3);
		assertThat(thumbnailer.get("lastCrash")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("decision", "restart");
	}

	private BufferedImage post(byte[] image) throws Exception {
		byte[] png = this.client.post()
			.uri("/thumbnails")
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(image)
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.IMAGE_PNG)
			.expectBody(byte[].class)
			.returnResult()
			.getResponseBody();
		return ImageIO.read(new ByteArrayInputStream(png));
	}

	private void refuse(byte[] image, String detail) {
		this.client.post()
			.uri("/thumbnails")
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.body(image)
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

	private Map<String, Object> thumbnailer() {
		return this.client.get()
			.uri("/actuator/intercom/thumbnailer")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	private static byte[] sample() throws Exception {
		return new ClassPathResource("sample.jpg").getContentAsByteArray();
	}

}
