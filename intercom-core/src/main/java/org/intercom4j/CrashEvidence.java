package org.intercom4j;

import java.util.List;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What was seen of a run beside how it ended.
 *
 * @param asked whether its end was asked for
 * @param killed whether this application sent SIGKILL
 * @param pendingCalls how many callbacks waited
 * @param oomKills how often the system killed for want of memory meanwhile, in the same
 * control group; empty where it does not tell
 * @param memoryError what the process wrote about a want of memory, or {@code null}
 * @param lastStderr the last lines of its standard error
 * @param dump what it told of its insides when it was hung, or why it did not, or
 * {@code null} if it was not
 */
record CrashEvidence(boolean asked, boolean killed, int pendingCalls, OptionalLong oomKills,
		@Nullable String memoryError, List<String> lastStderr, @Nullable String dump) {
}
