package dev.signalbox.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of every module, read from where the build leaves them. */
final class House {
    /** A module and the package that all its classes are in. */
    enum Module {
        CONTRACTS("contracts", "dev.signalbox.contracts"),
        DEFINITIONS("definitions", "dev.signalbox.definitions"),
        AGENT_TYPES("agent-types", "dev.signalbox.agenttype"),
        CLIENT("client", "dev.signalbox.client"),
        CLI("cli", "dev.signalbox.cli"),
        STANDALONE("standalone", "dev.signalbox.standalone"),
        ADMISSION("admission-service", "dev.signalbox.admission"),
        SCHEDULER("scheduler-service", "dev.signalbox.scheduler"),
        RUNNER("agent-runner", "dev.signalbox.runner"),
        EVENT_LOG("event-log", "dev.signalbox.eventlog");

        final String directory;
        final String rootPackage;

        Module(String directory, String rootPackage) {
            this.directory = directory;
            this.rootPackage = rootPackage;
        }

        Path root() {
            return REPOSITORY.resolve(directory);
        }

        Path mainClasses() {
            return root().resolve("target/classes");
        }

        Path ownClasses() {
            return mainClasses().resolve(rootPackage.replace('.', '/'));
        }

        Path testClasses() {
            return root().resolve("target/test-classes");
        }

        boolean holds(JavaClass type) {
            return type.getPackageName().equals(rootPackage)
                    || type.getPackageName().startsWith(rootPackage + ".");
        }

        String packages() {
            return rootPackage + "..";
        }
    }

    static final List<Module> SERVICES = List.of(Module.ADMISSION, Module.SCHEDULER, Module.RUNNER, Module.EVENT_LOG);

    private static final Path REPOSITORY = Path.of("../..");

    /** What is shipped. */
    static final JavaClasses MAIN = imported(modules().map(House::builtClasses));

    /** What is shipped and the tests of every module that has some. */
    static final JavaClasses MAIN_AND_TESTS = imported(modules()
            .flatMap(module -> Stream.of(builtClasses(module), module.testClasses()))
            .filter(Files::isDirectory));

    private House() {}

    static Stream<Module> modules() {
        return Arrays.stream(Module.values());
    }

    private static Path builtClasses(Module module) {
        if (!Files.isDirectory(module.ownClasses())) {
            throw new IllegalStateException("The module " + module.directory + " has not been compiled: "
                    + module.ownClasses().toAbsolutePath().normalize()
                    + " is missing. Build it first, or run ./mvnw verify for the whole house.");
        }
        return module.mainClasses();
    }

    private static JavaClasses imported(Stream<Path> directories) {
        return new ClassFileImporter().importPaths(directories.toList());
    }
}
