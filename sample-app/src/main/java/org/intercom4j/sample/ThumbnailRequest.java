package org.intercom4j.sample;

/**
 * What the application asks of the worker.
 *
 * @param image the bytes of an image file
 * @param edge the longest edge of the thumbnail, in pixels
 */
record ThumbnailRequest(byte[] image, int edge) {
}
