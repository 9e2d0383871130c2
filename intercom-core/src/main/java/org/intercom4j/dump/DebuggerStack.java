package org.intercom4j.dump;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the stack of the main thread from the debugger of a Node.js process, which
 * answers even from inside a loop without end.
 */
final class DebuggerStack implements WebSocket.Listener {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final CompletableFuture<String> stack = new CompletableFuture<>();

	/** Parts of a message; used by one call after the other. */
	private final StringBuilder message = new StringBuilder();

	/** The addresses of scripts by their ids; used like the message. */
	private final Map<String, String> scripts = new HashMap<>();

	private DebuggerStack() {
	}

	/** Completes when the process has paused. */
	static CompletableFuture<String> read(URI address) {
		DebuggerStack reader = new DebuggerStack();
		CompletableFuture<WebSocket> unused = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.connectTimeout(DumpCapture.LIMIT)
			.buildAsync(address, reader)
			.whenComplete((socket, failure) -> {
				if (failure != null) {
					reader.stack.completeExceptionally(failure);
				}
			});
		return reader.stack;
	}

	@Override
	public void onOpen(WebSocket socket) {
		socket.request(1);
		CompletableFuture<WebSocket> unused = socket.sendText("{\"id\":1,\"method\":\"Debugger.enable\"}", true)
			.thenCompose((sent) -> sent.sendText("{\"id\":2,\"method\":\"Debugger.pause\"}", true))
			.whenComplete((sent, failure) -> {
				if (failure != null) {
					this.stack.completeExceptionally(failure);
				}
			});
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
		this.message.append(part);
		if (last) {
			String whole = this.message.toString();
			this.message.setLength(0);
			if (whole.startsWith("{\"method\":\"Debugger.scriptParsed\"")) {
				noteScript(MAPPER.readTree(whole).path("params"));
			}
			else if (whole.startsWith("{\"method\":\"Debugger.paused\"")) {
				this.stack.complete(text(MAPPER.readTree(whole)));
				socket.abort();
				return null;
			}
		}
		socket.request(1);
		return null;
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
		this.stack.completeExceptionally(new IllegalStateException("it was closed with status " + code));
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		this.stack.completeExceptionally(error);
	}

	private void noteScript(JsonNode script) {
		this.scripts.put(script.path("scriptId").asString(""), script.path("url").asString(""));
	}

	private String text(JsonNode paused) {
		StringBuilder text = new StringBuilder("Stack of the main thread:\n");
		for (JsonNode frame : paused.path("params").path("callFrames")) {
			String function = frame.path("functionName").asString("");
			JsonNode location = frame.path("location");
			text.append("    at %s (%s:%d:%d)\n".formatted(function.isEmpty() ? "<anonymous>" : function,
					this.scripts.getOrDefault(location.path("scriptId").asString(""), "?"),
					location.path("lineNumber").asInt(0) + 1, location.path("columnNumber").asInt(0) + 1));
		}
		return text.toString();
	}

}
