package org.intercom4j.dnode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of what stands for itself in a JSON text: ASCII without quotation marks,
 * backslashes and control characters. Eight bytes are looked at together, because large
 * texts consist of little else.
 */
final class PlainBytes {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private PlainBytes() {
	}

	/**
	 * The position of the first byte that is not plain.
	 * @return the position, {@code to} if all are plain
	 */
	static int end(byte[] bytes, int from, int to) {
		int i = from;
		while (to - i >= Long.BYTES && arePlain((long) LONGS.get(bytes, i))) {
			i += Long.BYTES;
		}
		while (i < to && isPlain(bytes[i])) {
			i++;
		}
		return i;
	}

	private static boolean isPlain(byte b) {
		return b >= ' ' && b != '"' && b != '\\';
	}

	// in a byte below 0x80, the subtraction sets the high bit if it is less, and a
	// difference of 0 is less than 1; a borrow only comes from a byte that is not plain
	private static boolean arePlain(long eight) {
		long quotation = (eight ^ ONES * '"') - ONES;
		long backslash = (eight ^ ONES * '\\') - ONES;
		return ((eight | eight - ONES * ' ' | quotation | backslash) & HIGH_BITS) == 0;
	}

}
