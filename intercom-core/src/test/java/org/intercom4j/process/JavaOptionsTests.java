package org.intercom4j.process;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JavaOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "-Xshare:auto", "-Xshare:off", "-XX:SharedArchiveFile=a.jsa", "-XX:ArchiveClassesAtExit=a",
			"-XX:+AutoCreateSharedArchive", "-XX:AOTCache=a.aot", "-XX:AOTMode=off", "-XX:Flags=.hotspotrc", "@options",
			"-cp", "--class-path=a.jar", "-Xbootclasspath/a:b.jar", "--patch-module=java.base=b" })
	void leaveRoomWhenTheUserHasSuchAnOptionThenDoNot(String option) {
		assertThat(JavaOptions.leaveRoom(List.of("-Xmx64m", option), Map.of())).isFalse();
		assertThat(JavaOptions.leaveRoom(List.of(), Map.of("JDK_JAVA_OPTIONS", "-Xmx64m " + option))).isFalse();
		assertThat(JavaOptions.leaveRoom(List.of(), Map.of("JAVA_TOOL_OPTIONS", option))).isFalse();
	}

	@Test
	void leaveRoomWhenTheUserHasOtherOptionsThenDo() {
		assertThat(JavaOptions.leaveRoom(List.of("-Xmx64m", "-Dcp=-Xshare:off", "-javaagent:a.jar", "-Xlog:cds"),
				Map.of("JAVA_TOOL_OPTIONS", "-ea", "OTHER", "-Xshare:off")))
			.isTrue();
	}

}
