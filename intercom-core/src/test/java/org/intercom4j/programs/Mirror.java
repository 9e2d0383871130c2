package org.intercom4j.programs;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

import org.intercom4j.Parent;
import org.intercom4j.dnode.Callback;
import org.intercom4j.dnode.RemoteFunction;

/**
 * What the scripts {@code mirror.js} and {@code mirror.py} do, in Java.
 */
public final class Mirror {

	private Mirror() {
	}

	public static void main(String[] args) {
		Parent parent = Parent.connect();
		AtomicInteger expected = new AtomicInteger();
		parent.on("mirror", (event) -> parent.emit("mirrored", event.argument(0)));
		parent.on("ask", (event) -> event.argument(1, RemoteFunction.class).call(event.argument(0, Integer.class) + 1));
		parent.on("give", (event) -> {
			Callback shout = (call) -> call.get(1, RemoteFunction.class)
				.call(call.get(0, String.class).toUpperCase(Locale.ROOT));
			parent.emit("given", shout);
		});
		parent.on("fail", (event) -> {
			throw new IllegalStateException("on purpose");
		});
		parent.on("leave", (event) -> {
			send(parent, "last", event.argument(0, Integer.class));
			System.exit(7);
		});
		parent.on("work", (event) -> {
			parent.onStop(() -> {
				throw new IllegalStateException("on purpose");
			});
			int count = event.argument(0, Integer.class);
			parent.onStop(() -> send(parent, "left", count));
			parent.emit("working");
		});
		parent.on("flood", (event) -> send(parent, "down", event.argument(0, Integer.class)));
		parent.on("up", (event) -> {
			int number = event.argument(0, Integer.class);
			if (number != expected.getAndIncrement()) {
				parent.emit("disorder", number);
			}
			if (number + 1 == event.argument(1, Integer.class)) {
				parent.emit("all", number + 1);
			}
		});
		parent.emit("hello", "grüß dich", List.of(args));
	}

	private static void send(Parent parent, String event, int count) {
		for (int number = 0; number < count; number++) {
			parent.emit(event, number);
		}
	}

}
