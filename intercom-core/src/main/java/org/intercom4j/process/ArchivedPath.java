package org.intercom4j.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a Java child as an archive can be used with it: it begins with the
 * jars that are archived.
 *
 * @param classPath the child's class path
 * @param archived the jars that it begins with
 * @param reached jars that these name in their manifests
 * @param passed jars that some of them were put in front of
 */
record ArchivedPath(String classPath, List<Path> archived, List<Path> reached, List<Path> passed) {

	/** Changes with whatever makes older archives useless. */
	private static final String FORMAT = "1";

	private static final int KEY_BYTES = 16;

	static String join(List<Path> entries) {
		return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Tells one state of the jars on one JDK from every other.
	 * @throws IOException if a jar cannot be looked at
	 */
	String key() throws IOException {
		List<String> parts = new ArrayList<>(List.of(FORMAT, System.getProperty("java.home"),
				System.getProperty("java.vm.name"), System.getProperty("java.vm.version")));
		for (List<Path> jars : List.of(this.archived, this.reached, this.passed)) {
			parts.add("jars");
			for (Path jar : jars) {
				BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
				Stream.of(jar, file.size(), file.lastModifiedTime()).map(Object::toString).forEach(parts::add);
			}
		}
		byte[] hash = sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
