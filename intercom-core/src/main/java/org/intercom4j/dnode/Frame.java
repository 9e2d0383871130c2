package org.intercom4j.dnode;

import java.util.List;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * A received frame.
 */
sealed interface Frame {

	/**
	 * What the frame asks for.
	 * @return the method
	 */
	Method method();

	/**
	 * A frame without functions and links, whose arguments are still bytes.
	 *
	 * @param method what it asks for
	 * @param arguments its arguments
	 */
	record Sliced(Method method, SlicedArguments arguments) implements Frame {
	}

	/**
	 * Any other frame.
	 *
	 * @param method what it asks for
	 * @param arguments its arguments, usually a list, modifiable
	 * @param callbacks the places of functions by their ids, in ascending order
	 * @param links the links in the order of the frame
	 */
	record Parsed(Method method, @Nullable Object arguments, SortedMap<Long, List<String>> callbacks,
			List<Link> links) implements Frame {
	}

}
