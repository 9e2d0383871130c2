package org.intercom4j.dnode;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Makes frames, each in one buffer. Any thread may use it.
 */
final class FrameEncoder {

	private final Codec codec;

	private final LocalFunctions functions;

	FrameEncoder(Codec codec, LocalFunctions functions) {
		this.codec = codec;
		this.functions = functions;
	}

	static PreparedArguments prepare(Codec codec, @Nullable Object[] args) {
		FrameWriter out = new FrameWriter(codec.maxFrameSize());
		ArgumentWalker walker = new ArgumentWalker(codec, out);
		walker.walk(args);
		return new PreparedArguments(out.toByteArray(), walker.offers(), walker.links());
	}

	byte[] request(Method method, @Nullable Object[] args) {
		FrameWriter out = start(method);
		ArgumentWalker walker = new ArgumentWalker(this.codec, out);
		walker.walk(args);
		return finish(out, walker.offers(), walker.links());
	}

	byte[] request(Method method, PreparedArguments args) {
		FrameWriter out = start(method);
		args.writeTo(out);
		return finish(out, args.offers(), args.links());
	}

	byte[] cull(long id) {
		FrameWriter out = start(new Method.Name("cull"));
		out.write('[');
		out.number(id);
		out.ascii("]}");
		return out.toByteArray();
	}

	private FrameWriter start(Method method) {
		FrameWriter out = new FrameWriter(this.codec.maxFrameSize());
		out.ascii("{\"method\":");
		if (method instanceof Method.Id number) {
			out.number(number.id());
		}
		else if (method instanceof Method.Name name) {
			out.text(name.text());
		}
		out.ascii(",\"arguments\":");
		return out;
	}

	private byte[] finish(FrameWriter out, List<Offer> offers, List<Link> links) {
		if (offers.isEmpty() && links.isEmpty()) {
			out.ascii(",\"callbacks\":{},\"links\":[]}");
			return out.toByteArray();
		}
		out.ascii(",\"callbacks\":{");
		writeCallbacks(out, this.functions.assign(offers));
		out.ascii("},\"links\":[");
		writeLinks(out, links);
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

}
