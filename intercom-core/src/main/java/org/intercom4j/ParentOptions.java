package org.intercom4j;

import java.util.function.Supplier;

import org.intercom4j.channel.ChannelOptions;
import org.intercom4j.emitter.EmitterOptions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a child connects to its parent.
 *
 * @param exitOnParentDeath whether the process exits when its parent has died
 * @param eventOptions the emitter on this side (option {@code eventOptions})
 * @param channel limits of the channel
 * @param queueCapacity how many events may wait for the channel
 * @param deferred whether events wait until {@link Parent#deliver()} is called, so that
 * every listener can be added before
 * @param jsonMapper writes and reads the arguments of events; {@code null} for a plain
 * one, which is made beside the connection, as it takes a new JVM longer than that
 * @since 0.1.0
 */
public record ParentOptions(boolean exitOnParentDeath, EmitterOptions eventOptions, ChannelOptions channel,
		int queueCapacity, boolean deferred, @Nullable JsonMapper jsonMapper) {

	/**
	 * Exits with the parent; wildcards with delimiter {@code ::}; a plain JSON mapper.
	 */
	public static final ParentOptions DEFAULT = new ParentOptions(true, EventBus.DEFAULT_OPTIONS,
			ChannelOptions.builder().build(), 10_000, false, null);

	/**
	 * The defaults, with the limit of frames that the parent has, if it tells.
	 * @return the options
	 * @throws IllegalStateException if what it tells is no number
	 */
	public static ParentOptions fromEnvironment() {
		return DEFAULT.withChannel(new ParentAddress(System.getenv()).options(DEFAULT.channel()));
	}

	Supplier<JsonMapper> mapperSource() {
		JsonMapper given = this.jsonMapper;
		return (given != null) ? () -> given : JsonMapper::shared;
	}

	/**
	 * The same options but for this one.
	 * @param exitOnParentDeath whether the process exits when its parent has died
	 * @return the options
	 */
	public ParentOptions withExitOnParentDeath(boolean exitOnParentDeath) {
		return new ParentOptions(exitOnParentDeath, this.eventOptions, this.channel, this.queueCapacity, this.deferred,
				this.jsonMapper);
	}

	/**
	 * The same options but for this one.
	 * @param eventOptions the emitter on this side
	 * @return the options
	 */
	public ParentOptions withEventOptions(EmitterOptions eventOptions) {
		return new ParentOptions(this.exitOnParentDeath, eventOptions, this.channel, this.queueCapacity, this.deferred,
				this.jsonMapper);
	}

	/**
	 * The same options but for this one.
	 * @param channel limits of the channel
	 * @return the options
	 */
	public ParentOptions withChannel(ChannelOptions channel) {
		return new ParentOptions(this.exitOnParentDeath, this.eventOptions, channel, this.queueCapacity, this.deferred,
				this.jsonMapper);
	}

	/**
	 * The same options but for this one.
	 * @param deferred whether events wait for {@link Parent#deliver()}
	 * @return the options
	 */
	public ParentOptions withDeferred(boolean deferred) {
		return new ParentOptions(this.exitOnParentDeath, this.eventOptions, this.channel, this.queueCapacity, deferred,
				this.jsonMapper);
	}

	/**
	 * The same options but for this one.
	 * @param jsonMapper writes and reads the arguments of events
	 * @return the options
	 */
	public ParentOptions withJsonMapper(JsonMapper jsonMapper) {
		return new ParentOptions(this.exitOnParentDeath, this.eventOptions, this.channel, this.queueCapacity,
				this.deferred, jsonMapper);
	}

}
