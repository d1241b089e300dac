package dev.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.signalbox.architecture.House.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names and habits. */
class HabitsArchTest {
    /**
     * Who waits for what nobody can tell: records of other replicas that may still be under way to the log, and processes of others.
     */
    private static final Set<String> UNOBSERVABLE =
            Set.of("dev.signalbox.admission.upkeep.adapter.LeaseUpkeep", "dev.signalbox.standalone.process.Pause");

    @Test
    void a_name_says_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](\\w*(Manager|Helper|Helpers|Util|Utils|Impl)|Abstract[A-Z]\\w*)")
                .because("these words say nothing: name the concept, or the technology and the port (RedisRunLeases)")
                .check(House.MAIN_AND_TESTS);
    }

    @Test
    void nothing_static_is_mutable() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.signalbox..")
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and(describe("are not generated", field -> !field.getName().startsWith("$")))
                .should()
                .beFinal()
                .because("two instances in one process, or two tests in one JVM, must not share state")
                .check(House.MAIN);
    }

    @Test
    void nothing_is_injected_into_a_static_field() {
        fields().that()
                .areAnnotatedWith("jakarta.inject.Inject")
                .or()
                .areAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
                .should()
                .notBeStatic()
                .allowEmptyShould(true)
                .because("a static field has no owner: take what you need in the constructor")
                .check(House.MAIN_AND_TESTS);
    }

    @Test
    void main_code_takes_what_it_needs_in_its_constructor() {
        noFields()
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .because(
                        "a field that is injected cannot be final, and the class cannot be made in a test without a container")
                .check(House.MAIN);
    }

    @Test
    void nobody_sleeps_but_to_rest_before_the_next_try() {
        noClasses()
                .should()
                .accessTargetWhere(
                        describe("somebody sleeps", access -> isSleep(access) && !isRest(access.getOrigin())))
                .because(
                        "a sleep is a guess: wait for the condition itself (a latch, a queue with a timeout, Awaitility in tests)."
                                + " A pause between two tries of something that fails is no guess: do it in a method called rest")
                .check(House.MAIN_AND_TESTS);
    }

    @Test
    void no_test_uses_a_mocking_library() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mockito..", "org.easymock..", "io.mockk..", "org.powermock..", "org.jmock..")
                .because("fakes are written by hand and pass the same contract test as the real adapter")
                .check(House.MAIN_AND_TESTS);
    }

    @ParameterizedTest
    @EnumSource
    void every_package_is_null_marked(Module module) {
        assertThat(packagesOf(module.root().resolve("src/main/java")).filter(not(HabitsArchTest::isNullMarked)))
                .as(
                        "packages without a package-info.java that is @NullMarked: null-safety is checked only where it is said")
                .isEmpty();
    }

    private static boolean isSleep(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(Thread.class)
                && access.getName().equals("sleep");
    }

    private static boolean isRest(JavaCodeUnit method) {
        return method.getName().equals("rest")
                || UNOBSERVABLE.contains(method.getOwner().getName());
    }

    private static Stream<Path> packagesOf(Path sources) {
        return find(sources, file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct();
    }

    private static boolean isNullMarked(Path directory) {
        Path info = directory.resolve("package-info.java");
        try {
            return Files.exists(info) && Files.readString(info).contains("@NullMarked");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> find(Path directory, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> found = files.filter(wanted).toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
