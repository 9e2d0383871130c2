package org.intercom4j.boot;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Holds the package arrows: auto-configuration sees all other packages and is seen by
 * none.
 */
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("org.intercom4j.boot");

	@Test
	void packagesWhenImportedThenHaveNoCycles() {
		slices().matching("org.intercom4j.boot.(**)").should().beFreeOfCycles().check(this.classes);
	}

	@Test
	void packagesWhenNotAutoConfigurationThenDoNotSeeIt() {
		noClasses().that()
			.resideOutsideOfPackage("..autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.intercom4j.boot.autoconfigure..")
			.check(this.classes);
	}

	@Test
	void contextWhenImportedThenDoesNotSeeActuator() {
		noClasses().that()
			.resideInAPackage("..boot.context..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.intercom4j.boot.actuate..", "org.springframework.boot.actuate..",
					"io.micrometer..")
			.check(this.classes);
	}

}
