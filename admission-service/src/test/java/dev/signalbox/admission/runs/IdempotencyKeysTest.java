package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
    @Test
    void a_callers_key_is_kept_with_the_hash_of_the_request() {
        Idempotency idempotency = IdempotencyKeys.of("mine", SampleRuns.spec("a"), null);

        assertThat(idempotency.key()).isEqualTo("mine");
        assertThat(idempotency.origin()).isEqualTo(KeyOrigin.CALLER);
        assertThat(idempotency.requestHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void an_absent_key_is_computed_from_the_request() {
        Idempotency idempotency = IdempotencyKeys.of(null, SampleRuns.spec("a"), null);

        assertThat(idempotency.key()).isEqualTo("computed:" + idempotency.requestHash());
        assertThat(idempotency.origin()).isEqualTo(KeyOrigin.COMPUTED);
    }

    @Test
    void where_the_files_came_from_and_the_order_of_a_map_make_no_difference() {
        Map<String, String> forth = new TreeMap<>(Map.of("A", "1", "B", "2", "C", "3"));

        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("a", "w", List.of("here.yaml"), forth)))
                .isEqualTo(CanonicalRequest.hashOf(
                        SampleRuns.spec("a", "w", List.of("there.yaml"), Map.of("C", "3", "B", "2", "A", "1"))));
    }

    @Test
    void what_runs_and_where_makes_a_difference() {
        String hash = CanonicalRequest.hashOf(SampleRuns.spec("a", "w", List.of(), Map.of()));

        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("b", "w", List.of(), Map.of())))
                .isNotEqualTo(hash);
        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("a", "v", List.of(), Map.of())))
                .isNotEqualTo(hash);
        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("a", "w", List.of(), Map.of("A", "1"))))
                .isNotEqualTo(hash);
    }

    @Test
    void how_much_happens_at_once_makes_no_difference() {
        assertThat(CanonicalRequest.hashOf(atOnce(null))).isEqualTo(CanonicalRequest.hashOf(atOnce(3)));
    }

    @Test
    void two_steps_that_ask_for_the_same_ask_for_two_runs_and_a_second_try_of_one_for_the_same() {
        String root = CanonicalRequest.hashOf(SampleRuns.spec("a"));
        String child = CanonicalRequest.hashOf(SampleRuns.spec("a"), parent("plan", 1));

        assertThat(child).isNotEqualTo(root);
        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("a"), parent("plan", 2)))
                .isEqualTo(child);
        assertThat(CanonicalRequest.hashOf(SampleRuns.spec("a"), parent("build", 1)))
                .isNotEqualTo(child);
    }

    @Test
    void a_fresh_run_has_a_key_of_its_own_and_the_hash_of_its_request() {
        RunId candidate = SampleRuns.runAt(SampleRuns.NOON);

        Idempotency fresh = IdempotencyKeys.fresh(candidate, SampleRuns.spec("a"), null);

        assertThat(fresh.key()).isEqualTo("fresh:" + candidate);
        assertThat(fresh.origin()).isEqualTo(KeyOrigin.COMPUTED);
        assertThat(fresh.requestHash()).isEqualTo(CanonicalRequest.hashOf(SampleRuns.spec("a")));
    }

    private static RunSpec atOnce(@Nullable Integer maxParallel) {
        RunSpec spec = SampleRuns.spec("a");
        RunOptions options = RunOptionsBuilder.builder()
                .maxParallel(maxParallel)
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .build();
        return new RunSpec(spec.name(), spec.workspace(), spec.agents(), spec.steps(), options, spec.source());
    }

    private static ParentRun parent(String step, int attempt) {
        return new ParentRun(SampleRuns.runAt(SampleRuns.NOON), new StepId(step), attempt, 1);
    }

    @Test
    void a_held_key_cannot_be_mistaken_for_that_of_another_workspace() {
        Idempotency one = new Idempotency("bc", KeyOrigin.CALLER, "hash");
        Idempotency other = new Idempotency("c", KeyOrigin.CALLER, "hash");

        assertThat(HeldKey.of(new WorkspaceId("a"), one)).isNotEqualTo(HeldKey.of(new WorkspaceId("ab"), other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "~!@#$%^&*()", "computed:1"})
    void printable_keys_are_well_formed(String key) {
        assertThat(IdempotencyKeys.isWellFormed(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\tb", "a\n", "ü", "\u0000"})
    void other_keys_are_not(String key) {
        assertThat(IdempotencyKeys.isWellFormed(key)).isFalse();
    }

    @Test
    void a_key_has_at_most_200_characters() {
        assertThat(IdempotencyKeys.isWellFormed("k".repeat(200))).isTrue();
        assertThat(IdempotencyKeys.isWellFormed("k".repeat(201))).isFalse();
    }

    @Test
    void a_run_id_tells_when_it_was_admitted() {
        assertThat(RunTime.admissionOf(SampleRuns.runAt(SampleRuns.NOON))).isEqualTo(SampleRuns.NOON);
    }
}
