package org.intercom4j.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.intercom4j.runtime.ForeignProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the recorded life cycles of the original with children in Node.js: with this
 * project's runtime, and as they were recorded, with the unchanged npm package in the
 * child.
 */
class NodeLifecycleVectorTests {

	@BeforeAll
	static void quiet() {
		ForeignProgram.require("node");
		VectorLogs.quiet(true);
	}

	@AfterAll
	static void loud() {
		VectorLogs.quiet(false);
	}

	@TestFactory
	List<DynamicTest> vectorsWhenRunWithOwnRuntimeThenMeetTheRepairedExpectations() throws IOException {
		return VectorSuite.recorded(new NodeScript(null));
	}

	@TestFactory
	List<DynamicTest> vectorsWhenRunWithPackageThenMeetTheRepairedExpectations() throws IOException {
		Path folder = ForeignProgram.requireFolder("INTERCOM_NPM");
		return VectorSuite.recorded(new NodeScript(folder.resolve("node_modules/intercom")));
	}

}
