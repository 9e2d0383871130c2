package org.intercom4j.process;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Options of a JVM that leave no room for a class-data archive of ours: those that name
 * another one or make one, and those that change what is loaded from where, so that the
 * JVM would refuse it.
 */
final class JavaOptions {

	/** From here a JVM, or its launcher, takes options as well. */
	static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	private static final List<String> EXCLUDING = List.of("-Xshare", "-XX:SharedArchiveFile",
			"-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive", "-XX:+RecordDynamicDumpInfo",
			"-XX:DumpLoadedClassList", "-XX:SharedClassListFile", "-XX:AOT", "-XX:+AOT", "-XX:Flags",
			"-XX:VMOptionsFile", "@", "-cp", "-classpath", "--class-path", "-Djava.class.path",
			"-Djava.system.class.loader", "-Xbootclasspath", "-p", "--module-path", "--patch-module",
			"--upgrade-module-path", "--limit-modules");

	private JavaOptions() {
	}

	static boolean leaveRoom(List<String> execArgv, Map<String, String> environment) {
		Stream<String> variables = VARIABLES.stream()
			.flatMap((name) -> Stream.of(environment.getOrDefault(name, "").split("\\s+")));
		return Stream.concat(execArgv.stream(), variables)
			.noneMatch((option) -> EXCLUDING.stream().anyMatch(option::startsWith));
	}

}
