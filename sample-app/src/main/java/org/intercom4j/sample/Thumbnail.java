package org.intercom4j.sample;

/**
 * What the worker answers.
 *
 * @param png the thumbnail as PNG file
 * @param width its width in pixels
 * @param height its height in pixels
 * @param source the size of the image that it was made of, such as {@code 640x480}
 */
record Thumbnail(byte[] png, int width, int height, String source) {
}
