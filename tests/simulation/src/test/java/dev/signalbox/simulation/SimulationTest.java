package dev.signalbox.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulation.Faults.Broken;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code -Dsignalbox.simulation.runs=100000} plays that many seeds, {@code -Dsignalbox.simulation.seed=7} plays one, and
 * {@code -Dsignalbox.simulation.from=5000} begins elsewhere.
 */
class SimulationTest {
    private static final String SEED = "signalbox.simulation.seed";
    private static final long RUNS = Long.getLong("signalbox.simulation.runs", 2_000);
    private static final long FROM = Long.getLong("signalbox.simulation.from", 0);
    private static final long ENOUGH_TO_NOTICE = 2_000;

    @Test
    void the_promises_hold_whatever_fails_when() {
        Long only = Long.getLong(SEED);
        long from = only == null ? FROM : only;
        long count = only == null ? RUNS : 1;

        for (long seed = from; seed < from + count; seed++) {
            String failure = failureOf(seed, Set.of());
            assertThat(failure).as("play it again with -D%s=%d", SEED, seed).isNull();
        }
        System.out.println("The simulation played the seeds " + from + " to " + (from + count - 1));
    }

    @ParameterizedTest
    @EnumSource
    void a_port_that_breaks_its_promise_is_noticed(Broken port) {
        long noticedBy = -1;

        for (long seed = 0; seed < ENOUGH_TO_NOTICE && noticedBy < 0; seed++) {
            if (failureOf(seed, EnumSet.of(port)) != null) {
                noticedBy = seed;
            }
        }

        assertThat(noticedBy).as("the first seed that notices it").isNotNegative();
    }

    @Test
    void the_same_seed_is_the_same_history() {
        String first = failureOf(7, EnumSet.allOf(Broken.class));
        String second = failureOf(7, EnumSet.allOf(Broken.class));

        assertThat(first).isNotNull().isEqualTo(second);
    }

    private static @Nullable String failureOf(long seed, Set<Broken> broken) {
        try {
            new Simulation(seed, broken).play();
            return null;
        } catch (AssertionError e) {
            return "seed " + seed + ": " + e.getMessage();
        }
    }
}
