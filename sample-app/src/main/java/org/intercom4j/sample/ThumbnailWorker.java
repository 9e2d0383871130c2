package org.intercom4j.sample;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

import javax.imageio.ImageIO;

import org.intercom4j.Parent;
import org.intercom4j.dnode.RemoteFunction;
import org.intercom4j.emitter.Event;

/**
 * The child: decodes images that nobody trusts. A bomb takes its heap, not the
 * application's.
 */
public final class ThumbnailWorker {

	private ThumbnailWorker() {
	}

	/**
	 * Connects to the application and waits for work.
	 * @param args none
	 */
	public static void main(String[] args) {
		System.setProperty("java.awt.headless", "true");
		ImageIO.setUseCache(false);
		Parent parent = Parent.connect();
		parent.on("thumbnail::make", ThumbnailWorker::make);
	}

	private static void make(Event event) {
		ThumbnailRequest request = Objects.requireNonNull(event.argument(0, ThumbnailRequest.class));
		RemoteFunction answer = (RemoteFunction) Objects.requireNonNull(event.argument(1));
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(request.image()));
			if (image == null) {
				answer.call("This is no image of a known format", null);
			}
			else {
				answer.call(null, thumbnail(image, request.edge()));
			}
		}
		catch (IOException | RuntimeException ex) {
			answer.call("This image is damaged: " + ex.getMessage(), null);
		}
		finally {
			answer.cull();
		}
	}

	private static Thumbnail thumbnail(BufferedImage image, int edge) throws IOException {
		double scale = Math.min(1.0, (double) edge / Math.max(image.getWidth(), image.getHeight()));
		int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
		int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
		Graphics2D graphics = small.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
		graphics.drawImage(image, 0, 0, width, height, null);
		graphics.dispose();
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(small, "png", png);
		return new Thumbnail(png.toByteArray(), width, height, image.getWidth() + "x" + image.getHeight());
	}

}
