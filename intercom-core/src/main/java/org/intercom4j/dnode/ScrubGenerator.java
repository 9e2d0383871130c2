package org.intercom4j.dnode;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.util.JsonGeneratorDelegate;

/**
 * Writes one object that Jackson binds: notes the functions in it, writes null for
 * numbers that JSON cannot carry and escapes for halves of characters, and stops at the
 * nesting limit.
 */
final class ScrubGenerator extends JsonGeneratorDelegate {

	private final ArgumentWalker walker;

	// whether its own context knows objects of one value; owned by the thread that writes
	private boolean used;

	ScrubGenerator(JsonGenerator delegate, ArgumentWalker walker) {
		super(delegate, false);
		this.walker = walker;
	}

	@Override
	public JsonGenerator writeEmbeddedObject(@Nullable Object object) throws JacksonException {
		if (object instanceof Callback || object instanceof RemoteFunction) {
			this.walker.offer(object, path());
			return super.writeString(ArgumentWalker.FUNCTION);
		}
		return super.writeEmbeddedObject(object);
	}

	/**
	 * A serializer that hands a value on to the generator has it written in the context
	 * that was made with the generator, and which remembers the identities of objects.
	 */
	@Override
	public JsonGenerator writePOJO(@Nullable Object value) throws JacksonException {
		this.used = true;
		return super.writePOJO(value);
	}

	/**
	 * Whether the next value can be written as if with a new one.
	 */
	boolean isReusable() {
		return !this.used && streamWriteContext().inRoot();
	}

	private List<String> path() {
		List<String> path = new ArrayList<>();
		TokenStreamContext context = streamWriteContext();
		int index = context.getEntryCount();
		while (!context.inRoot()) {
			path.add(context.inArray() ? Integer.toString(index) : context.currentName());
			context = context.getParent();
			index = context.getCurrentIndex();
		}
		Collections.reverse(path);
		return path;
	}

	@Override
	public JsonGenerator writeStartArray() throws JacksonException {
		checkNesting();
		return super.writeStartArray();
	}

	@Override
	public JsonGenerator writeStartArray(Object forValue) throws JacksonException {
		checkNesting();
		return super.writeStartArray(forValue);
	}

	@Override
	public JsonGenerator writeStartArray(Object forValue, int size) throws JacksonException {
		checkNesting();
		return super.writeStartArray(forValue, size);
	}

	@Override
	public JsonGenerator writeStartObject() throws JacksonException {
		checkNesting();
		return super.writeStartObject();
	}

	@Override
	public JsonGenerator writeStartObject(Object forValue) throws JacksonException {
		checkNesting();
		return super.writeStartObject(forValue);
	}

	@Override
	public JsonGenerator writeStartObject(Object forValue, int size) throws JacksonException {
		checkNesting();
		return super.writeStartObject(forValue, size);
	}

	private void checkNesting() {
		int depth = streamWriteContext().getNestingDepth();
		if (!this.walker.allowsNesting(depth + 1)) {
			throw this.walker.tooDeep(path());
		}
	}

	@Override
	public JsonGenerator writeName(String name) throws JacksonException {
		return EscapedText.isNeededFor(name) ? super.writeName(new EscapedText(name)) : super.writeName(name);
	}

	@Override
	public JsonGenerator writeString(@Nullable String text) throws JacksonException {
		if (text == null) {
			return super.writeNull();
		}
		return EscapedText.isNeededFor(text) ? super.writeString(new EscapedText(text)) : super.writeString(text);
	}

	@Override
	public JsonGenerator writeString(char[] buffer, int offset, int length) throws JacksonException {
		return writeString(new String(buffer, offset, length));
	}

	@Override
	public JsonGenerator writeString(Reader reader, int length) throws JacksonException {
		StringBuilder text = new StringBuilder();
		try {
			for (int c = reader.read(); c >= 0 && text.length() != length; c = reader.read()) {
				text.append((char) c);
			}
		}
		catch (IOException ex) {
			throw JacksonIOException.construct(ex, this);
		}
		return writeString(text.toString());
	}

	@Override
	public JsonGenerator writeNumber(double value) throws JacksonException {
		return Double.isFinite(value) ? super.writeNumber(value) : super.writeNull();
	}

	@Override
	public JsonGenerator writeNumber(float value) throws JacksonException {
		return Float.isFinite(value) ? super.writeNumber(value) : super.writeNull();
	}

	@Override
	public JsonGenerator writeArray(double[] array, int offset, int length) throws JacksonException {
		writeStartArray(array, length);
		for (int i = offset; i < offset + length; i++) {
			writeNumber(array[i]);
		}
		return writeEndArray();
	}

	@Override
	public JsonGenerator writeArray(String[] array, int offset, int length) throws JacksonException {
		writeStartArray(array, length);
		for (int i = offset; i < offset + length; i++) {
			writeString(array[i]);
		}
		return writeEndArray();
	}

}
