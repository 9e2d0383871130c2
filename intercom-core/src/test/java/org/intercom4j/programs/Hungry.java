package org.intercom4j.programs;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes memory until there is none left.
 */
public final class Hungry {

	private Hungry() {
	}

	public static void main(String[] args) {
		List<byte[]> taken = new ArrayList<>();
		while (true) {
			taken.add(new byte[1 << 20]);
		}
	}

}
