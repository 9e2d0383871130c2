package org.intercom4j.dnode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.intercom4j.dnode.FrameWriter.FrameLimitException;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames around arguments, each in one buffer. Any thread may use it.
 */
final class FrameEncoder {

	private static final byte[] NO_FUNCTIONS = ascii(",\"callbacks\":{},\"links\":[]}");

	private final Codec codec;

	private final LocalFunctions functions;

	/** What frames to the function called last begin with: usually the next one too. */
	private volatile Head lastHead = Head.of(0);

	FrameEncoder(Codec codec, LocalFunctions functions) {
		this.codec = codec;
		this.functions = functions;
	}

	byte[] request(Method method, @Nullable Object[] args) {
		return request(method, this.codec.prepare(args));
	}

	byte[] request(Method method, PreparedArguments args) {
		byte[] tail = NO_FUNCTIONS;
		if (!args.offers().isEmpty() || !args.links().isEmpty()) {
			tail = functionsAndLinks(args);
		}
		return join(head(method), args.json(), tail);
	}

	byte[] cull(long id) {
		return join(head(new Method.Name("cull")), ascii("[" + id + "]"), ascii("}"));
	}

	private byte[] head(Method method) {
		if (!(method instanceof Method.Id number)) {
			return headOf(method);
		}
		Head head = this.lastHead;
		if (head.id() != number.id()) {
			head = Head.of(number.id());
			this.lastHead = head;
		}
		return head.bytes();
	}

	private static byte[] headOf(Method method) {
		FrameWriter out = new FrameWriter(Integer.MAX_VALUE);
		out.ascii("{\"method\":");
		if (method instanceof Method.Id number) {
			out.number(number.id());
		}
		else if (method instanceof Method.Name name) {
			out.text(name.text());
		}
		out.ascii(",\"arguments\":");
		return out.toByteArray();
	}

	private byte[] join(byte[] head, byte[] arguments, byte[] tail) {
		long size = (long) head.length + arguments.length + tail.length;
		if (size > this.codec.maxFrameSize()) {
			throw FrameLimitException.tooLarge(this.codec.maxFrameSize());
		}
		byte[] frame = new byte[(int) size];
		System.arraycopy(head, 0, frame, 0, head.length);
		System.arraycopy(arguments, 0, frame, head.length, arguments.length);
		System.arraycopy(tail, 0, frame, head.length + arguments.length, tail.length);
		return frame;
	}

	private byte[] functionsAndLinks(PreparedArguments args) {
		FrameWriter out = new FrameWriter(this.codec.maxFrameSize());
		out.ascii(",\"callbacks\":{");
		writeCallbacks(out, this.functions.assign(args.offers()));
		out.ascii("},\"links\":[");
		writeLinks(out, args.links());
		out.ascii("]}");
		return out.toByteArray();
	}

	private static void writeCallbacks(FrameWriter out, Map<Long, List<String>> paths) {
		boolean first = true;
		for (Map.Entry<Long, List<String>> entry : paths.entrySet()) {
			out.ascii(first ? "\"" : ",\"");
			first = false;
			out.number(entry.getKey());
			out.ascii("\":");
			writePath(out, entry.getValue());
		}
	}

	private static void writeLinks(FrameWriter out, List<Link> links) {
		boolean first = true;
		for (Link link : links) {
			out.ascii(first ? "{\"from\":" : ",{\"from\":");
			first = false;
			writePath(out, link.from());
			out.ascii(",\"to\":");
			writePath(out, link.to());
			out.write('}');
		}
	}

	private static void writePath(FrameWriter out, List<String> path) {
		out.write('[');
		for (int i = 0; i < path.size(); i++) {
			if (i > 0) {
				out.write(',');
			}
			out.text(path.get(i));
		}
		out.write(']');
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * What frames to one function begin with.
	 *
	 * @param id its id
	 * @param bytes all that comes before the arguments
	 */
	private record Head(long id, byte[] bytes) {

		static Head of(long id) {
			return new Head(id, headOf(new Method.Id(id)));
		}

	}

}
