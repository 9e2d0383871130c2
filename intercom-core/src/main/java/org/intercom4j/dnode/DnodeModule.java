package org.intercom4j.dnode;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Teaches Jackson the functions inside objects that it binds, and exceptions.
 */
final class DnodeModule extends SimpleModule {

	private static final long serialVersionUID = 1L;

	DnodeModule() {
		super("intercom-dnode");
		addSerializer(Callback.class, new FunctionSerializer<>());
		addSerializer(RemoteFunction.class, new FunctionSerializer<>());
		addDeserializer(RemoteFunction.class, new FunctionDeserializer());
		setMixInAnnotation(Throwable.class, ThrowableMixIn.class);
	}

	/**
	 * An exception without what is of no use to the other side.
	 */
	@JsonIgnoreProperties({ "cause", "stackTrace", "localizedMessage", "suppressed" })
	private abstract static class ThrowableMixIn {

	}

	/**
	 * Hands functions to the generator, which notes their place.
	 *
	 * @param <T> the type of function
	 */
	private static final class FunctionSerializer<T> extends ValueSerializer<T> {

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) throws JacksonException {
			generator.writeEmbeddedObject(value);
		}

		@Override
		public void serializeWithType(T value, JsonGenerator generator, SerializationContext context,
				TypeSerializer typeSerializer) throws JacksonException {
			generator.writeEmbeddedObject(value);
		}

	}

	/**
	 * Takes functions that were put in place already.
	 */
	private static final class FunctionDeserializer extends StdScalarDeserializer<RemoteFunction> {

		FunctionDeserializer() {
			super(RemoteFunction.class);
		}

		@Override
		public @Nullable RemoteFunction deserialize(JsonParser parser, DeserializationContext context)
				throws JacksonException {
			if (parser.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT)
					&& parser.getEmbeddedObject() instanceof RemoteFunction function) {
				return function;
			}
			return context.reportInputMismatch(this, "Expected a function but was %s", parser.currentToken());
		}

		@Override
		public @Nullable Object deserializeWithType(JsonParser parser, DeserializationContext context,
				TypeDeserializer typeDeserializer) throws JacksonException {
			return deserialize(parser, context);
		}

	}

}
