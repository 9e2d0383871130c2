package org.intercom4j.lifecycle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

import org.intercom4j.ChildOptionsBuilder;

/**
 * Scripts that are archives without content, which start {@link ScriptChild} from the
 * class path of the tests.
 */
final class ArchiveScript implements VectorScript {

	static final String WORD = "java";

	@Override
	public int atATime() {
		return 4;
	}

	@Override
	public String ending() {
		return ".jar";
	}

	@Override
	public void write(Path file) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ScriptChild.class.getName());
		manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
		try (OutputStream target = Files.newOutputStream(file)) {
			new JarOutputStream(target, manifest).close();
		}
	}

	private static String classPath() {
		String path = System.getProperty("java.class.path");
		return Arrays.stream(path.split(System.getProperty("path.separator")))
			.map((entry) -> Path.of(entry).toUri().toString())
			.collect(Collectors.joining(" "));
	}

	@Override
	public void prepare(VectorDirectory directory, Object child) {
		// each process asks the bench
	}

	@Override
	public List<String> runtime(VectorDirectory directory, List<?> given) {
		List<String> arguments = new ArrayList<>(
				List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
		arguments.add("-Dlogback.configurationFile=lifecycle/logback-child.xml");
		arguments.add("-D" + ScriptChild.BENCH + "=" + directory.bench());
		given.forEach((argument) -> arguments.add(ScriptEnvironment.EXEC_ARGUMENT + argument));
		return arguments;
	}

	@Override
	public void configure(ChildOptionsBuilder options, VectorDirectory directory, Map<?, ?> vector) {
		// the same for all
	}

	@Override
	public boolean isPackageInChild() {
		return false;
	}

	@Override
	public boolean tellsMainDone() {
		return true;
	}

	@Override
	public void collect(VectorDirectory directory, VectorBench bench) {
		// the bench has heard it all
	}

	@Override
	public List<String> words() {
		return List.of(WORD);
	}

}
