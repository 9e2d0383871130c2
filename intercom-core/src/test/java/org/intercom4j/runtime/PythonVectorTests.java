package org.intercom4j.runtime;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded vectors of emitter and protocol, run by the Python runtime.
 */
class PythonVectorTests {

	@TestFactory
	Stream<DynamicTest> vectorsWhenRunThenMeetTheRepairedExpectations() {
		ForeignProgram.require("python3");
		return ForeignVectors.tests("python3", "src/test/python/vectors.py");
	}

}
