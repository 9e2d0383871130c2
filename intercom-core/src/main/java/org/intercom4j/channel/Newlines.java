package org.intercom4j.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the ends of lines. Eight bytes are looked at together, because the frames that
 * cost most are long.
 */
final class Newlines {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private Newlines() {
	}

	/**
	 * The position of the first newline.
	 * @return the position, -1 if there is none
	 */
	static int indexOf(byte[] bytes, int from, int to) {
		int i = from;
		while (to - i >= Long.BYTES && !hasNewline((long) LONGS.get(bytes, i))) {
			i += Long.BYTES;
		}
		while (i < to && bytes[i] != '\n') {
			i++;
		}
		return (i < to) ? i : -1;
	}

	// only a byte that has become 0 gets its high bit from the subtraction, or one behind
	// such a byte
	private static boolean hasNewline(long eight) {
		long different = eight ^ ONES * '\n';
		return ((different - ONES) & ~different & HIGH_BITS) != 0;
	}

}
