package org.intercom4j;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the package arrows of the design: an inner package never sees an outer one.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.intercom4j");

	@Test
	void packagesWhenImportedThenFollowTheArrows() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.withOptionalLayers(true)
			.layer("root")
			.definedBy("org.intercom4j")
			.layer("readiness")
			.definedBy("org.intercom4j.readiness")
			.layer("limits")
			.definedBy("org.intercom4j.limits")
			.layer("supervisor")
			.definedBy("org.intercom4j.supervisor")
			.layer("process")
			.definedBy("org.intercom4j.process")
			.layer("dnode")
			.definedBy("org.intercom4j.dnode")
			.layer("channel")
			.definedBy("org.intercom4j.channel")
			.layer("emitter")
			.definedBy("org.intercom4j.emitter")
			.whereLayer("root")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("readiness")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("limits")
			.mayOnlyBeAccessedByLayers("root")
			.whereLayer("supervisor")
			.mayOnlyBeAccessedByLayers("root", "readiness", "limits")
			.whereLayer("process")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.whereLayer("dnode")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.whereLayer("channel")
			.mayOnlyBeAccessedByLayers("root", "supervisor", "dnode")
			.whereLayer("emitter")
			.mayOnlyBeAccessedByLayers("root", "supervisor")
			.check(this.classes);
	}

	@Test
	void packagesWhenImportedThenHaveNoCycles() {
		slices().matching("org.intercom4j.(*)..").should().beFreeOfCycles().check(this.classes);
	}

}
