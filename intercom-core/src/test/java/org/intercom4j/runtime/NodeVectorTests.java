package org.intercom4j.runtime;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded vectors of emitter and protocol, run by the Node.js runtime.
 */
class NodeVectorTests {

	@TestFactory
	Stream<DynamicTest> vectorsWhenRunThenMeetTheRepairedExpectations() {
		ForeignProgram.require("node");
		return ForeignVectors.tests("node", "src/test/node/vectors.cjs");
	}

}
