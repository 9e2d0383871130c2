package org.intercom4j.runtime;

import org.intercom4j.ChildOptions;
import org.intercom4j.ChildOptionsBuilder;

/**
 * What a child is written in.
 */
enum Language {

	JAVA, NODE, PYTHON;

	/**
	 * Skips the running test where this language cannot be run.
	 * @param main the child in Java
	 * @param script the same in the other languages, without its ending
	 */
	ChildOptionsBuilder options(Class<?> main, String script) {
		return (this == JAVA) ? ChildOptions.builder(main.getName()) : options(script);
	}

	ChildOptionsBuilder options(String script) {
		ForeignProgram.require(interpreter());
		return ChildOptions.builder("classpath:scripts/" + script + ending());
	}

	private String interpreter() {
		return (this == NODE) ? "node" : "python3";
	}

	private String ending() {
		return (this == NODE) ? ".js" : ".py";
	}

}
