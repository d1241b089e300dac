package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.breaker.CircuitInput.CauseAppeared;
import dev.signalbox.admission.breaker.CircuitInput.CausePersists;
import dev.signalbox.admission.breaker.CircuitInput.CooledDown;
import dev.signalbox.admission.breaker.CircuitInput.Kind;
import dev.signalbox.admission.breaker.CircuitInput.ProbeLost;
import dev.signalbox.admission.breaker.CircuitInput.ProbesSucceeded;
import dev.signalbox.admission.breaker.CircuitInput.Reset;
import dev.signalbox.admission.breaker.CircuitInput.Trip;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CircuitDeciderTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration COOLDOWN = Duration.ofSeconds(30);
    private static final CauseAppeared PRESSURE = new CauseAppeared(CircuitCause.HOST_PRESSURE, "too hot");

    @Test
    void every_line_of_the_table_is_visited_and_nothing_else_changes_anything() {
        Set<CircuitTransition> visited = new HashSet<>();
        inputs().forEach((kind, input) -> Arrays.stream(CircuitStatus.values()).forEach(status -> {
            Circuit before = at(status);

            Optional<Circuit> after = CircuitDecider.decide(before, input, NOON, COOLDOWN);

            after.ifPresent(next -> {
                assertThat(next.version()).isEqualTo(before.version() + 1);
                visited.add(new CircuitTransition(status, kind, next.status()));
            });
        }));

        assertThat(visited).containsExactlyInAnyOrderElementsOf(CircuitTransition.TABLE);
    }

    @Test
    void a_cause_opens_it_for_the_cooldown_and_stays_known() {
        Circuit open = decided(Circuit.NEW, PRESSURE, NOON);

        assertThat(open.status()).isEqualTo(CircuitStatus.OPEN);
        assertThat(open.cause()).isEqualTo(CircuitCause.HOST_PRESSURE);
        assertThat(open.reason()).isEqualTo("too hot");
        assertThat(open.until()).isEqualTo(NOON.plus(COOLDOWN));
        assertThat(open.trips()).isOne();
        Circuit trial = decided(open, new CooledDown(), NOON.plus(COOLDOWN));
        assertThat(trial.cause()).isEqualTo(CircuitCause.HOST_PRESSURE);
        assertThat(decided(trial, new ProbesSucceeded(), NOON).cause()).isEqualTo(CircuitCause.HOST_PRESSURE);
    }

    @Test
    void a_cause_that_is_seen_again_does_not_prolong_the_cooldown() {
        Circuit open = decided(Circuit.NEW, PRESSURE, NOON);

        for (int second = 1; second < COOLDOWN.toSeconds(); second++) {
            Instant now = NOON.plusSeconds(second);
            assertThat(CircuitDecider.input(open, Optional.of(PRESSURE), Probes.NONE, now))
                    .isEmpty();
            assertThat(CircuitDecider.decide(open, PRESSURE, now, COOLDOWN)).isEmpty();
        }
    }

    @Test
    void after_the_cooldown_it_lets_a_few_in_on_trial_or_stays_open_when_a_cause_is_left() {
        Circuit open = decided(Circuit.NEW, PRESSURE, NOON);
        Instant later = NOON.plus(COOLDOWN);

        assertThat(CircuitDecider.input(open, Optional.empty(), Probes.NONE, later))
                .contains(new CooledDown());
        assertThat(CircuitDecider.input(open, Optional.of(PRESSURE), Probes.NONE, later))
                .contains(new CausePersists(CircuitCause.HOST_PRESSURE, "too hot"));
    }

    @Test
    void a_person_opens_it_until_a_person_closes_it() {
        Circuit open = decided(Circuit.NEW, new Trip("ann", "a bad deploy"), NOON);

        assertThat(open.cause()).isEqualTo(CircuitCause.MANUAL);
        assertThat(open.by()).isEqualTo("ann");
        assertThat(open.until()).isNull();
        assertThat(CircuitDecider.input(open, Optional.of(PRESSURE), Probes.NONE, NOON.plus(Duration.ofDays(1))))
                .isEmpty();
        Circuit closed = decided(open, new Reset("bob", "it is fixed"), NOON);
        assertThat(closed.status()).isEqualTo(CircuitStatus.CLOSED);
        assertThat(closed.by()).isEqualTo("bob");
        assertThat(closed.reason()).isEqualTo("it is fixed");
    }

    @Test
    void on_trial_it_waits_for_all_its_runs_and_opens_when_one_is_lost() {
        Circuit trial = at(CircuitStatus.HALF_OPEN);

        assertThat(CircuitDecider.input(trial, Optional.empty(), new Probes(1, 0, 0), NOON))
                .isEmpty();
        assertThat(CircuitDecider.input(trial, Optional.empty(), new Probes(0, 1, 0), NOON))
                .isEmpty();
        assertThat(CircuitDecider.input(trial, Optional.empty(), new Probes(0, 0, 0), NOON))
                .contains(new ProbesSucceeded());
        assertThat(CircuitDecider.input(trial, Optional.empty(), new Probes(0, 2, 1), NOON))
                .contains(new ProbeLost());
        assertThat(CircuitDecider.input(trial, Optional.of(PRESSURE), new Probes(0, 0, 0), NOON))
                .contains(PRESSURE);
    }

    private static Circuit decided(Circuit circuit, CircuitInput input, Instant now) {
        return CircuitDecider.decide(circuit, input, now, COOLDOWN).orElseThrow();
    }

    private static Circuit at(CircuitStatus status) {
        return new Circuit(3, status, CircuitCause.DEPENDENCY, "why", "admission", NOON, NOON, 1);
    }

    private static Map<Kind, CircuitInput> inputs() {
        Map<Kind, CircuitInput> inputs = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            CircuitInput input = switch (kind) {
                case CAUSE_APPEARED -> PRESSURE;
                case COOLED_DOWN -> new CooledDown();
                case CAUSE_PERSISTS -> new CausePersists(CircuitCause.HOST_PRESSURE, "still");
                case PROBES_SUCCEEDED -> new ProbesSucceeded();
                case PROBE_LOST -> new ProbeLost();
                case TRIP -> new Trip("ann", "why");
                case RESET -> new Reset("ann", "why");
            };
            inputs.put(kind, input);
        }
        return inputs;
    }
}
