package dev.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import dev.signalbox.architecture.House.Module;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The core decides, the shell acts: what the core of a feature may not know. */
class CoresArchTest {
    /** Packages that are about one technology from end to end, and have nothing to decide. */
    private static final Set<String> SHELLS = Set.of(
            "dev.signalbox.admission.health",
            "dev.signalbox.admission.history",
            "dev.signalbox.admission.http",
            "dev.signalbox.admission.kafka",
            "dev.signalbox.admission.redis",
            "dev.signalbox.runner.health",
            "dev.signalbox.runner.kafka",
            "dev.signalbox.scheduler.stream");

    private static final DescribedPredicate<JavaClass> CORE = describe(
            "the core or a port of a feature",
            type -> House.SERVICES.stream().anyMatch(service -> isInFeature(type, service) && !isShell(type)));

    private static final DescribedPredicate<JavaClass> DECIDER =
            describe("a decider", type -> type.getSimpleName().endsWith("Decider"));

    @Test
    void a_core_knows_no_technology() {
        noClasses()
                .that(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Technology.PACKAGES)
                .because(
                        "a core is tested in memory; say what you need in a port, in your own words, and implement it in an adapter")
                .check(House.MAIN);
    }

    @Test
    void a_core_reads_no_clock() {
        noClasses()
                .that(CORE)
                .should()
                .accessTargetWhere(readsClock())
                .because("time is an input: take an Instant, or an InstantSource where time passes meanwhile")
                .check(House.MAIN);
    }

    @Test
    void every_shell_exists() {
        assertThat(House.MAIN.stream().map(JavaClass::getPackageName)).containsAll(SHELLS);
    }

    @Test
    void a_core_makes_no_random_ids() {
        noClasses()
                .that(CORE)
                .should()
                .accessTargetWhere(makesRandomId())
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)|java\\.security\\.SecureRandom")
                .because("ids come in from outside, so that the same input gives the same decision")
                .check(House.MAIN);
    }

    @Test
    void a_core_or_port_knows_no_adapter() {
        noClasses()
                .that(CORE)
                .should()
                .dependOnClassesThat(describe(
                        "shells of the services",
                        type -> House.SERVICES.stream()
                                .anyMatch(service -> isInFeature(type, service) && isShell(type))))
                .because("an adapter knows the core, never the other way round")
                .check(House.MAIN);
    }

    @Test
    void a_decider_is_a_pure_function() {
        noClasses()
                .that(DECIDER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .accessTargetWhere(readsClock())
                .because("the same state, input and time must give the same decision")
                .check(House.MAIN);
    }

    @Test
    void a_port_is_made_of_interfaces_values_and_errors() {
        classes()
                .that()
                .resideInAPackage("dev.signalbox..port..")
                .and()
                .areTopLevelClasses()
                .should()
                .beInterfaces()
                .orShould()
                .beRecords()
                .orShould()
                .beEnums()
                .orShould()
                .beAssignableTo(Exception.class)
                .because("a port is what a core needs, in its own words; what it does about it is an adapter's matter")
                .check(House.MAIN);
    }

    private static boolean isInFeature(JavaClass type, Module service) {
        return type.getPackageName().startsWith(service.rootPackage + ".");
    }

    private static boolean isShell(JavaClass type) {
        return SHELLS.contains(type.getPackageName())
                || type.getPackageName().endsWith(".adapter")
                || type.getPackageName().contains(".adapter.");
    }

    private static DescribedPredicate<JavaAccess<?>> readsClock() {
        return describe("the clock is the machine's", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getName();
            return owner.equals("java.lang.System")
                    ? name.equals("currentTimeMillis")
                    : owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
        });
    }

    private static DescribedPredicate<JavaAccess<?>> makesRandomId() {
        return describe(
                "the id is random",
                access -> access.getTargetOwner().getName().equals("java.util.UUID")
                        && access.getName().equals("randomUUID"));
    }
}
