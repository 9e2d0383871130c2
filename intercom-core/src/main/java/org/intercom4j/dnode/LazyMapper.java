package org.intercom4j.dnode;

import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The application's mapper with functions known, made when it is first needed: that takes
 * a new JVM longer than all else up to a session. Thread-safe.
 */
final class LazyMapper {

	private final Supplier<JsonMapper> source;

	private final ReentrantLock lock = new ReentrantLock();

	/** Written once, under the lock, before the next one. */
	private volatile @Nullable JsonMapper given;

	/** Written once, under the lock. */
	private volatile @Nullable JsonMapper mapper;

	LazyMapper(Supplier<JsonMapper> source) {
		this.source = source;
	}

	/**
	 * The mapper as it was given.
	 */
	JsonMapper given() {
		get();
		return Objects.requireNonNull(this.given);
	}

	JsonMapper get() {
		JsonMapper made = this.mapper;
		return (made != null) ? made : make();
	}

	private JsonMapper make() {
		this.lock.lock();
		try {
			JsonMapper made = this.mapper;
			if (made == null) {
				JsonMapper source = this.source.get();
				made = extend(source);
				this.given = source;
				this.mapper = made;
			}
			return made;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static JsonMapper extend(JsonMapper mapper) {
		JsonMapper.Builder builder = mapper.rebuild();
		return builder.addModule(new DnodeModule())
			.disable(SerializationFeature.INDENT_OUTPUT, SerializationFeature.WRAP_ROOT_VALUE)
			.disable(DeserializationFeature.UNWRAP_ROOT_VALUE)
			.enable(JsonWriteFeature.QUOTE_PROPERTY_NAMES)
			.build();
	}

}
