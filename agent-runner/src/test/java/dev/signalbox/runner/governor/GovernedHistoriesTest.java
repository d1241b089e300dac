package dev.signalbox.runner.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Attempts made up from seeds. */
class GovernedHistoriesTest {
    private static final int HISTORIES = 400;

    @Test
    void an_agent_that_reads_edits_and_tests_touches_nothing() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Watched agent = new Watched(Watched.POLICY);
            work(agent, new Random(seed), 60);

            assertThat(agent.trips()).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void a_loop_of_any_length_is_found_in_time_wherever_it_begins() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            Watched agent = new Watched(Watched.POLICY);
            work(agent, random, random.nextInt(30));
            int length = 1 + random.nextInt(Watched.POLICY.longestCycle());
            int calls = 0;
            while (!agent.touched().contains(Tripwire.LOOP) && calls < 100) {
                agent.call("stuck " + calls % length).pass(random.nextInt(5));
                calls++;
            }

            Trip trip = agent.trips().getLast();
            assertThat(calls).as("seed %d", seed).isEqualTo(4 * length);
            assertThat(trip.calls()).as("seed %d", seed).hasSize(length);
        }
    }

    @Test
    void whatever_happens_each_tripwire_is_told_once_and_scores_are_told_seldom() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Watched agent = new Watched(limited(GovernorMode.OBSERVE));
            chaos(agent, new Random(seed));

            assertThat(agent.touched()).as("seed %d", seed).doesNotHaveDuplicates();
            assertThat(agent.scores().size()).as("seed %d", seed).isLessThanOrEqualTo((int)
                    (agent.now().toSeconds() / Watched.POLICY.check().toSeconds()));
            assertThat(agent.trips()).as("seed %d", seed).allSatisfy(trip -> {
                assertThat(trip.usage().goesBelowZero()).isFalse();
                assertThat(trip.measured()).isGreaterThanOrEqualTo(trip.allowed());
                assertThat(trip.stopped()).isFalse();
            });
        }
    }

    @Test
    void what_enforce_stops_at_is_what_observe_tells_first() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Watched observed = new Watched(limited(GovernorMode.OBSERVE));
            Watched enforced = new Watched(limited(GovernorMode.ENFORCE));
            chaos(observed, new Random(seed));
            chaos(enforced, new Random(seed));

            assertThat(enforced.touched())
                    .as("seed %d", seed)
                    .isEqualTo(observed.touched().stream().limit(1).toList());
            assertThat(enforced.trips()).as("seed %d", seed).allMatch(Trip::stopped);
        }
    }

    @Test
    void the_same_history_leads_to_the_same_findings() {
        for (int seed = 0; seed < 100; seed++) {
            Watched once = new Watched(limited(GovernorMode.WARN));
            Watched again = new Watched(limited(GovernorMode.WARN));
            chaos(once, new Random(seed));
            chaos(again, new Random(seed));

            assertThat(again.found).as("seed %d", seed).isEqualTo(once.found);
        }
    }

    /** Looks at files, changes them, and tests, which fails now and then; some tests take minutes. */
    private static void work(Watched agent, Random random, int rounds) {
        int files = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = random.nextInt(4); i > 0; i--) {
                files++;
                agent.call("read " + (random.nextInt(4) == 0 ? random.nextInt(files) : files), false, "file " + files)
                        .pass(random.nextInt(10));
            }
            agent.see(new Observation.Spoke(random.nextInt(400)));
            agent.call("edit " + round + " " + random.nextInt(1_000)).pass(random.nextInt(20));
            agent.begin("test").pass(1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 30));
            agent.endLast(random.nextInt(3) == 0, "result " + random.nextInt(5)).pass(random.nextInt(25));
        }
    }

    private static void chaos(Watched agent, Random random) {
        long tokens = 0;
        for (int i = 0; i < 80; i++) {
            switch (random.nextInt(8)) {
                case 0 -> agent.pass(random.nextInt(120));
                case 1 -> agent.begin("open " + random.nextInt(3));
                case 2 -> agent.see(new Observation.Spoke(random.nextInt(500)));
                case 3 -> agent.see(new Observation.TurnEnded());
                case 4 -> {
                    tokens += random.nextInt(300) - 50;
                    agent.spends(tokens, BigDecimal.valueOf(tokens, 4).toPlainString());
                }
                case 5 -> agent.prints();
                default ->
                    agent.call("call " + random.nextInt(4), random.nextInt(3) == 0, "answer " + random.nextInt(2));
            }
        }
    }

    private static GovernorPolicy limited(GovernorMode mode) {
        return Watched.policy(
                mode,
                new GovernorLimits(new BigDecimal("0.30"), 2_000L, 10, Duration.ofMinutes(12)),
                new GovernorLimits(null, 1_500L, null, null));
    }
}
