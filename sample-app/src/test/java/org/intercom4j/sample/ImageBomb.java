package org.intercom4j.sample;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A small file that is a black PNG image of 32,000 times 32,000 pixels.
 */
final class ImageBomb {

	private static final int EDGE = 32_000;

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };

	private ImageBomb() {
	}

	static byte[] png() throws IOException {
		ByteArrayOutputStream file = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(file);
		out.write(SIGNATURE);
		chunk(out, "IHDR", header());
		chunk(out, "IDAT", pixels());
		chunk(out, "IEND", new byte[0]);
		return file.toByteArray();
	}

	private static byte[] header() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeInt(EDGE);
		out.writeInt(EDGE);
		out.write(new byte[] { 1, 0, 0, 0, 0 }); // one bit a pixel, grey
		return bytes.toByteArray();
	}

	private static byte[] pixels() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] line = new byte[1 + EDGE / 8];
		try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
			for (int i = 0; i < EDGE; i++) {
				out.write(line);
			}
		}
		return bytes.toByteArray();
	}

	private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		CRC32 check = new CRC32();
		check.update(name);
		check.update(data);
		out.writeInt(data.length);
		out.write(name);
		out.write(data);
		out.writeInt((int) check.getValue());
	}

}
