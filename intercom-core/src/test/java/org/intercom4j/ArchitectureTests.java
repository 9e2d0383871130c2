package org.intercom4j;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the package arrows of the design: an inner package never sees an outer one.
 */
class ArchitectureTests {

	private static final List<String> INNER = List.of("readiness", "limits", "heartbeat", "dump", "supervisor",
			"process", "dnode", "channel", "files", "emitter");

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.intercom4j");

	@Test
	void packagesWhenImportedThenFollowTheArrows() {
		LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.layer("root")
			.definedBy("org.intercom4j");
		for (String inner : INNER) {
			layers = layers.layer(inner).definedBy("org.intercom4j." + inner);
		}
		layers.whereLayer("root")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("readiness")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("limits")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("heartbeat")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("dump")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("supervisor")
			.mayOnlyBeAccessedByLayers("root", "readiness", "limits", "heartbeat", "dump")
			.whereLayer("process")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.whereLayer("dnode")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.whereLayer("channel")
			.mayOnlyBeAccessedByLayers("root", "supervisor", "dnode")
			.whereLayer("files")
			.mayOnlyBeAccessedByLayers("process", "channel")
			.whereLayer("emitter")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.check(this.classes);
	}

	@Test
	void packagesWhenImportedThenHaveNoCycles() {
		slices().matching("org.intercom4j.(*)..").should().beFreeOfCycles().check(this.classes);
	}

}
