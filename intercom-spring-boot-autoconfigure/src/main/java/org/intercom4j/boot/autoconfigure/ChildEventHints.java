package org.intercom4j.boot.autoconfigure;

import java.util.stream.Stream;

import org.intercom4j.ChildEvent;
import org.intercom4j.ChildInfo;
import org.intercom4j.CrashReport;
import org.intercom4j.ParentMessageEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Lets the conditions of event listeners read events in a native image.
 */
final class ChildEventHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Stream
			.concat(Stream.of(ChildEvent.class.getPermittedSubclasses()),
					Stream.of(ParentMessageEvent.class, ChildInfo.class, CrashReport.class))
			.forEach((type) -> hints.reflection().registerType(type, MemberCategory.INVOKE_PUBLIC_METHODS));
	}

}
