package org.intercom4j.dnode;

import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binding of arguments: the application's mapper with functions known, and streams with
 * the session's limits. Immutable.
 */
final class Codec {

	// the list of arguments and the frame around it
	private static final int FRAME_LEVELS = 2;

	// types that are made while the program runs must not be kept for ever
	private static final int MOST_READERS = 256;

	private static final DateTimeFormatter ISO_MILLIS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

	private static final Pattern SURROGATE_ESCAPE = Pattern.compile("\\\\u[dD]");

	private final LazyMapper mapper;

	private final JsonFactory streams;

	private final int maxNesting;

	private final int maxFrameSize;

	private final Map<Type, ObjectReader> readers;

	/** The walker that nobody uses now, for the next event. */
	private final AtomicReference<@Nullable ArgumentWalker> idle = new AtomicReference<>();

	Codec(Supplier<JsonMapper> mapper, int maxNesting, int maxFrameSize) {
		this.mapper = new LazyMapper(mapper);
		this.streams = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder()
				.maxNestingDepth(maxNesting + FRAME_LEVELS)
				.maxStringLength(Integer.MAX_VALUE)
				.maxNameLength(Integer.MAX_VALUE)
				.build())
			.streamWriteConstraints(StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
			.rootValueSeparator((String) null)
			.recyclerPool(JsonRecyclerPools.threadLocalPool())
			.build();
		this.maxNesting = maxNesting;
		this.maxFrameSize = maxFrameSize;
		this.readers = new ConcurrentHashMap<>();
	}

	/** Binds with what another one has prepared, but walks by itself. */
	Codec(Codec other) {
		this.mapper = other.mapper;
		this.streams = other.streams;
		this.maxNesting = other.maxNesting;
		this.maxFrameSize = other.maxFrameSize;
		this.readers = other.readers;
	}

	static String isoText(Instant instant) {
		return ISO_MILLIS.format(instant);
	}

	/**
	 * Writes arguments as JSON. Any thread may call it, also while a value is written.
	 * @throws ArgumentException if one of them cannot be sent
	 */
	PreparedArguments prepare(@Nullable Object[] args) {
		ArgumentWalker kept = this.idle.getAndSet(null);
		ArgumentWalker walker = (kept != null) ? kept : new ArgumentWalker(this);
		try {
			return walker.walk(args);
		}
		finally {
			this.idle.set(walker);
		}
	}

	JsonMapper mapper() {
		return this.mapper.get();
	}

	JsonMapper givenMapper() {
		return this.mapper.given();
	}

	int maxNesting() {
		return this.maxNesting;
	}

	int maxFrameSize() {
		return this.maxFrameSize;
	}

	JsonGenerator generator(OutputStream out) {
		return this.streams.createGenerator(mapper()._serializationContext(), out);
	}

	/**
	 * What binds to a type, kept because the look-up of a type takes as long as its
	 * binding.
	 */
	ObjectReader reader(Type type) {
		ObjectReader known = this.readers.get(type);
		if (known != null) {
			return known;
		}
		ObjectReader reader = mapper().readerFor(mapper().constructType(type));
		if (this.readers.size() >= MOST_READERS) {
			this.readers.clear();
		}
		this.readers.put(type, reader);
		return reader;
	}

	@Nullable Object readPlain(byte[] json, int offset, int length) {
		try (JsonParser parser = this.streams.createParser(ObjectReadContext.empty(), json, offset, length)) {
			return PlainReader.readDocument(parser);
		}
		catch (StreamReadException ex) {
			return readCharacters(json, offset, length, ex);
		}
	}

	// Jackson takes lone surrogates in names from characters, but not from bytes
	private @Nullable Object readCharacters(byte[] json, int offset, int length, StreamReadException reason) {
		String text = decode(json, offset, length, reason);
		if (!SURROGATE_ESCAPE.matcher(text).find()) {
			throw reason;
		}
		try (JsonParser parser = this.streams.createParser(ObjectReadContext.empty(), text)) {
			return PlainReader.readDocument(parser);
		}
	}

	private static String decode(byte[] json, int offset, int length, StreamReadException reason) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, offset, length)).toString();
		}
		catch (CharacterCodingException ex) {
			throw reason;
		}
	}

	JsonParser tokens(byte[] json, int offset, int length) {
		return this.streams.createParser(mapper()._deserializationContext(), json, offset, length);
	}

	JsonParser tokens(@Nullable Object plain) {
		return new PlainTokens(this.maxFrameSize).buffer(plain).asParser(mapper()._deserializationContext());
	}

	/**
	 * What is sent for an exception: its message, then its own members.
	 * @param failure the exception
	 * @return the members by name
	 */
	Map<String, @Nullable Object> members(Throwable failure) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		String message = failure.getMessage();
		String text = (message != null) ? message : failure.toString();
		members.put("message", text);
		try {
			JsonNode tree = mapper().valueToTree(failure);
			tree.properties().forEach((member) -> members.put(member.getKey(), member.getValue()));
		}
		catch (JacksonException | StackOverflowError ex) {
			// some exceptions have members that cannot be bound; the message must arrive
			members.keySet().retainAll(Set.of("message"));
		}
		members.put("message", text);
		return members;
	}

}
