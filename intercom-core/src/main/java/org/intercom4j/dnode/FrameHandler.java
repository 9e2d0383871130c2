package org.intercom4j.dnode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Carries out received frames. Finds functions at once, so that a later cull does not
 * take them from an earlier call. Used by the reader's thread.
 */
final class FrameHandler {

	private final Codec codec;

	private final int maxListGap;

	private final LocalMethods methods;

	private final LocalFunctions localFunctions;

	private final RemoteFunctions remoteFunctions;

	private final Dispatcher dispatcher;

	private final FrameReader reader;

	FrameHandler(SessionOptions options, LocalMethods methods, LocalFunctions localFunctions,
			RemoteFunctions remoteFunctions, Dispatcher dispatcher) {
		this.codec = options.codec();
		this.maxListGap = options.maxListGap();
		this.methods = methods;
		this.localFunctions = localFunctions;
		this.remoteFunctions = remoteFunctions;
		this.dispatcher = dispatcher;
		this.reader = new FrameReader(options.codec());
	}

	/**
	 * Carries out a frame.
	 * @param buffer bytes that hold the frame
	 * @param offset its start
	 * @param length its length
	 */
	void handle(byte[] buffer, int offset, int length) {
		try {
			Frame frame = this.reader.read(buffer, offset, length);
			if (frame instanceof Frame.Sliced sliced) {
				dispatch(sliced.method(), sliced.arguments());
			}
			else if (frame instanceof Frame.Parsed parsed) {
				dispatch(parsed.method(), unscrub(parsed));
			}
		}
		catch (ProtocolException ex) {
			this.dispatcher.fail(ex.in(buffer, offset, length));
		}
		catch (ArgumentException ex) {
			this.dispatcher.fail(ex);
		}
	}

	// null if the arguments are no list
	private @Nullable CallArguments unscrub(Frame.Parsed frame) {
		List<@Nullable Object> arguments = list(frame.arguments());
		if (arguments == null) {
			if (frame.callbacks().isEmpty() && frame.links().isEmpty()) {
				return null;
			}
			throw new ProtocolException("Expected a list of arguments but was a frame with functions or links only");
		}
		ArgumentTree tree = new ArgumentTree(arguments, this.maxListGap);
		Map<RemoteStub, Boolean> received = new LinkedHashMap<>();
		frame.callbacks().forEach((id, path) -> {
			RemoteStub known = this.remoteFunctions.get(id);
			RemoteStub stub = (known != null) ? known : this.remoteFunctions.create(id);
			received.put(stub, known != null);
			tree.set(path, stub);
		});
		frame.links().forEach((link) -> tree.set(link.to(), tree.get(link.from())));
		this.remoteFunctions.add(received.keySet());
		received.forEach(this.dispatcher::received);
		return new TreeArguments(this.codec, arguments);
	}

	// what counts as nothing in JavaScript counts as an empty list
	private static @Nullable List<@Nullable Object> list(@Nullable Object arguments) {
		if (arguments instanceof List<?> list) {
			return new ArrayList<@Nullable Object>(list);
		}
		boolean nothing = arguments == null || Boolean.FALSE.equals(arguments) || "".equals(arguments)
				|| (arguments instanceof Number number && number.doubleValue() == 0);
		return nothing ? new ArrayList<@Nullable Object>() : null;
	}

	private void dispatch(Method method, @Nullable CallArguments args) {
		if (method instanceof Method.Name name) {
			switch (name.text()) {
				case "methods" -> methods(args);
				case "cull" -> cull(args);
				default -> member(name.text(), args);
			}
		}
		else if (method instanceof Method.Id number) {
			Object function = this.localFunctions.get(number.id());
			if (function == null) {
				this.dispatcher.fail(new ProtocolException("no such method"));
				return;
			}
			call(function, args);
		}
	}

	private void methods(@Nullable CallArguments args) {
		Object instance = (args != null) ? args.get(0) : null;
		if (instance == null && args != null && args.size() > 0) {
			throw new ProtocolException("Expected methods but was null");
		}
		RemoteMethods told = RemoteMethods.of(instance);
		this.remoteFunctions.methods(told);
		this.dispatcher.ready(told);
	}

	private void cull(@Nullable CallArguments args) {
		for (int i = 0; args != null && i < args.size(); i++) {
			Object id = args.get(i);
			if (id instanceof Number number) {
				this.localFunctions.cull(FrameReader.id(number));
			}
			else if (id instanceof String text) {
				this.localFunctions.cull(FrameReader.id(text));
			}
		}
	}

	private void member(String name, @Nullable CallArguments args) {
		if (!this.methods.has(name)) {
			this.dispatcher
				.fail(new ProtocolException("request for non-enumerable method: " + ArgumentException.cut(name)));
			return;
		}
		Object member = this.methods.get(name);
		if (member instanceof Callback || member instanceof RemoteFunction) {
			call(member, args);
		}
		else {
			this.dispatcher.error(new ProtocolException("Expected a function named '" + ArgumentException.cut(name)
					+ "' but was '" + ArgumentException.cut(String.valueOf(member)) + "'"));
		}
	}

	private void call(Object function, @Nullable CallArguments args) {
		if (args != null) {
			this.dispatcher.call(function, args);
		}
		else {
			this.dispatcher.error(new ProtocolException("Expected a list of arguments but was something else"));
		}
	}

}
