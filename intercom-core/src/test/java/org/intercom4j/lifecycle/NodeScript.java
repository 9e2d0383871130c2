package org.intercom4j.lifecycle;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.intercom4j.ChildOptionsBuilder;

/**
 * Scripts for Node.js, which carry out their program with {@code program.cjs}. A shell in
 * place of the interpreter counts the processes and leads their channel over the bench.
 *
 * @param packageFolder the npm package that a visible script loads, or {@code null} to
 * run all scripts with this project's runtime
 */
record NodeScript(Path packageFolder) implements VectorScript {

	static final String WORD = "node";

	private static final Path INTERPRETER = Path.of("src/test/node/program.cjs").toAbsolutePath();

	private static final String LOG = "run-";

	@Override
	public int atATime() {
		return 8;
	}

	@Override
	public String ending() {
		return ".js";
	}

	@Override
	public void write(Path file) throws IOException {
		Files.writeString(file, "require('%s');%n".formatted(INTERPRETER));
	}

	@Override
	public void prepare(VectorDirectory directory, Object child) throws IOException {
		Path root = directory.root();
		Files.write(root.resolve("program.json"), Lines.JSON.writeValueAsBytes(child));
		String packageVariable = (this.packageFolder != null) ? "export INTERCOM_PACKAGE='" + this.packageFolder + "'"
				: "";
		Files.writeString(shell(directory), """
				#!/bin/sh
				run=1
				set -C
				while ! (: > '%1$s/run-'$run) 2>/dev/null; do run=$((run + 1)); done
				set +C
				echo $$ >> '%1$s/pids'
				export INTERCOM_RUN=$run INTERCOM_PROGRAM='%1$s/program.json' INTERCOM_PROGRAM_LOG='%1$s/run-'$run
				export INTERCOM_PROGRAM_FACTOR=%2$d
				%3$s
				INTERCOM_TOKEN="relay $run $INTERCOM_TOKEN $INTERCOM_CHANNEL"
				INTERCOM_CHANNEL='unix:%4$s'
				exec '%5$s' "$@"
				""".formatted(root, VectorRun.FACTOR, packageVariable, directory.bench(), node()));
		Files.setPosixFilePermissions(shell(directory), PosixFilePermissions.fromString("rwx------"));
	}

	/** A vector may take the search path away. */
	private static Path node() {
		for (String folder : System.getenv("PATH").split(":")) {
			Path candidate = Path.of(folder, "node");
			if (Files.isExecutable(candidate)) {
				return candidate;
			}
		}
		throw new IllegalStateException("Node.js is not installed");
	}

	private static Path shell(VectorDirectory directory) {
		return directory.root().resolve("node");
	}

	@Override
	public List<String> runtime(VectorDirectory directory, List<?> given) {
		return given.stream().map(String::valueOf).toList();
	}

	@Override
	public void configure(ChildOptionsBuilder options, VectorDirectory directory, Map<?, ?> vector) {
		boolean visible = Boolean.TRUE.equals(((Map<?, ?>) vector.get("options")).get("visible"));
		boolean loads = !vector.get("child").toString().contains("loadIntercom=false");
		options.interpreter(shell(directory).toString()).visible(visible && (isPackageInChild() || !loads));
	}

	@Override
	public boolean isPackageInChild() {
		return this.packageFolder != null;
	}

	@Override
	public boolean tellsMainDone() {
		return false;
	}

	@Override
	public void collect(VectorDirectory directory, VectorBench bench) throws IOException {
		try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory.root(), LOG + "*")) {
			for (Path log : logs) {
				int run = Integer.parseInt(log.getFileName().toString().substring(LOG.length()));
				List<Object> entries = new ArrayList<>();
				for (String line : Files.readAllLines(log)) {
					entries.add(Lines.JSON.readValue(line, Object.class));
				}
				bench.run(run).log().addAll(entries);
			}
		}
		Path pids = directory.root().resolve("pids");
		if (Files.exists(pids)) {
			Files.readAllLines(pids).forEach((pid) -> bench.ran(Long.parseLong(pid)));
		}
	}

	@Override
	public List<String> words() {
		return (this.packageFolder != null) ? List.of(WORD, this.packageFolder.toString()) : List.of(WORD);
	}

}
