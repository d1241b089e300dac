package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {
    @Test
    void a_callers_key_is_kept_with_the_hash_of_the_request() {
        Idempotency idempotency = IdempotencyKeys.of("mine", SampleRuns.spec("a"));

        assertThat(idempotency.key()).isEqualTo("mine");
        assertThat(idempotency.origin()).isEqualTo(KeyOrigin.CALLER);
        assertThat(idempotency.requestHash()).matches("[0-9a-f]{64}");
    }

    @Test
    void an_absent_key_is_computed_from_the_request() {
        Idempotency idempotency = IdempotencyKeys.of(null, SampleRuns.spec("a"));

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
