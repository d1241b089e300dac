package dev.signalbox.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.architecture.House.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. */
class ModulesArchTest {
    static Stream<Module> services() {
        return House.SERVICES.stream();
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_imports_no_other_service(Module service) {
        String[] others = services()
                .filter(other -> other != service)
                .map(Module::packages)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(service.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("services talk through Kafka only; what two of them need belongs into contracts, as a message")
                .check(House.MAIN);
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_is_made_of_contracts_and_definitions_only(Module service) {
        noClasses()
                .that()
                .resideInAPackage(service.packages())
                .should()
                .dependOnClassesThat(resideInAPackage("dev.signalbox..")
                        .and(resideOutsideOfPackages(
                                service.packages(),
                                Module.CONTRACTS.packages(),
                                Module.DEFINITIONS.packages(),
                                Module.AGENT_TYPES.packages())))
                .because("a service must be deployable alone; the client, the command line and the stack stand outside")
                .check(House.MAIN);
    }

    @Test
    void nothing_but_the_services_themselves_depends_on_a_service() {
        String[] services = services().map(Module::packages).toArray(String[]::new);

        noClasses()
                .that()
                .resideOutsideOfPackages(services)
                .should()
                .dependOnClassesThat(resideInAnyPackage(services))
                .because(
                        "the stack starts services as processes and the command line speaks REST; neither needs their classes")
                .check(House.MAIN);
    }

    @Test
    void contracts_depend_on_the_jdk_and_jackson_only() {
        classes()
                .that()
                .resideInAPackage(Module.CONTRACTS.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations..",
                        Module.CONTRACTS.packages())
                .because("every service, client and stranger inherits what contracts depend on: see ADR 0007")
                .check(House.MAIN);
    }

    @Test
    void agent_types_depend_on_the_jdk_only() {
        classes()
                .that()
                .resideInAPackage(Module.AGENT_TYPES.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations..", Module.AGENT_TYPES.packages())
                .because("the classes of users see this module and the JDK, and nothing else of the runner")
                .check(House.MAIN);
    }

    @Test
    void definitions_know_nothing_of_a_service_or_a_framework() {
        noClasses()
                .that()
                .resideInAPackage(Module.DEFINITIONS.packages())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Technology.PACKAGES)
                .because(
                        "a definition is text in, a run specification or problems out; the caller does the reading and sending")
                .check(House.MAIN);
    }

    @ParameterizedTest
    @EnumSource
    void a_module_keeps_to_its_own_package(Module module) throws IOException {
        try (Stream<Path> files = Files.walk(module.mainClasses())) {
            assertThat(files.filter(file -> file.toString().endsWith(".class")))
                    .as("the package of a class says which module it is in")
                    .isNotEmpty()
                    .allMatch(file -> file.startsWith(module.ownClasses()));
        }
    }
}
