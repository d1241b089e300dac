package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Enqueue;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.admission.runs.LeaseAnswer.Broken;
import dev.signalbox.admission.runs.LeaseAnswer.Full;
import dev.signalbox.admission.runs.LeaseAnswer.FullHere;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Known;
import dev.signalbox.admission.runs.LeaseAnswer.ParentOver;
import dev.signalbox.admission.runs.LeaseAnswer.QueueFull;
import dev.signalbox.admission.runs.LeaseAnswer.Queued;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.admission.runs.LeaseAnswer.TooDeep;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.api.QueuePlace;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunAdmissionTest {
    private static final AdmissionRequest REQUEST = SampleRuns.request("key", "hash");
    private static final RunId EARLIER = SampleRuns.runAt(SampleRuns.NOON.minusSeconds(60));

    @Test
    void a_grant_admits_the_candidate() {
        assertThat(RunAdmission.decide(REQUEST, new Granted("life", 1))).isEqualTo(new Admit(REQUEST.candidate()));
    }

    @Test
    void a_known_key_attaches_to_its_run() {
        assertThat(RunAdmission.decide(REQUEST, new Known("life", EARLIER, "hash", false, 1, null)))
                .isEqualTo(new Attach(EARLIER, null));
    }

    @Test
    void a_run_that_is_not_known_to_be_in_the_log_is_finished_under_its_id() {
        assertThat(RunAdmission.decide(REQUEST, new Known("life", EARLIER, "hash", true, 1, null)))
                .isEqualTo(new Finish(EARLIER, null));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_of_another_request_is_an_error_and_waiting_does_not_help(boolean unsent) {
        Deny denial = denial(new Known("life", EARLIER, "other hash", unsent, 1, null));

        assertThat(denial.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(denial.retryAfter()).isNull();
    }

    @Test
    void a_full_house_denies_and_says_when_to_come_back() {
        Deny denial = denial(new Full(6, 0));

        assertThat(denial.code()).isEqualTo(ProblemCode.RUN_CAP_REACHED);
        assertThat(denial.reason()).contains("6 runs", "signalbox.admission.max-runs");
        assertThat(denial.retryAfter()).isPositive();
    }

    @Test
    void a_rebuild_denies_and_says_when_to_come_back() {
        Deny denial = denial(new Rebuilding());

        assertThat(denial.code()).isEqualTo(ProblemCode.ADMISSION_REBUILDING);
        assertThat(denial.retryAfter()).isPositive();
    }

    @Test
    void a_run_that_was_let_in_to_wait_is_told_where_it_stands() {
        QueuePlace place = new QueuePlace(3, 5, null);

        assertThat(RunAdmission.decide(REQUEST, new Queued("life", 6, place)))
                .isEqualTo(new Enqueue(REQUEST.candidate(), place));
    }

    @Test
    void each_cap_has_a_code_of_its_own_and_only_where_waiting_helps_a_time() {
        assertThat(denial(new FullHere(4, 2)).code()).isEqualTo(ProblemCode.WORKSPACE_RUN_CAP_REACHED);
        assertThat(denial(new FullHere(4, 2)).retryAfter()).isPositive();
        assertThat(denial(new QueueFull(6, 9)).code()).isEqualTo(ProblemCode.QUEUE_FULL);
        assertThat(denial(new QueueFull(6, 9)).retryAfter()).isPositive();
        assertThat(denial(new TooDeep(1)).code()).isEqualTo(ProblemCode.DEPTH_EXCEEDED);
        assertThat(denial(new TooDeep(1)).retryAfter()).isNull();
        assertThat(denial(new ParentOver(1)).code()).isEqualTo(ProblemCode.PARENT_ENDED);
        assertThat(denial(new ParentOver(1)).retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "HOST_PRESSURE, CIRCUIT_OPEN_HOST_PRESSURE",
        "CALL_RESULT_GAP, CIRCUIT_OPEN_CALL_RESULT_GAP",
        "DEPENDENCY, CIRCUIT_OPEN",
        "MANUAL, CIRCUIT_OPEN"
    })
    void the_cause_of_an_open_breaker_is_in_the_code(CircuitCause cause, ProblemCode code) {
        Deny denial = denial(new Broken(cause, Duration.ofSeconds(12), "too hot", 3));

        assertThat(denial.code()).isEqualTo(code);
        assertThat(denial.reason()).contains("too hot");
        assertThat(denial.retryAfter()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void more_steps_at_once_than_there_are_slots_are_denied_only_if_the_request_asks_for_them() {
        assertThat(RunAdmission.impossible(asking(17), 16, Optional.empty(), false))
                .hasValueSatisfying(denial -> {
                    assertThat(denial.code()).isEqualTo(ProblemCode.SLOT_CAP_REACHED);
                    assertThat(denial.retryAfter()).isNull();
                });
        assertThat(RunAdmission.impossible(asking(16), 16, Optional.empty(), false))
                .isEmpty();
        assertThat(RunAdmission.impossible(asking(null), 16, Optional.empty(), false))
                .isEmpty();
        assertThat(RunAdmission.impossible(asking(5), 16, Optional.of(4), false))
                .hasValueSatisfying(denial -> {
                    assertThat(denial.code()).isEqualTo(ProblemCode.SLOT_CAP_REACHED);
                    assertThat(denial.reason()).contains("max-slots-per-workspace");
                });
        assertThat(RunAdmission.impossible(asking(4), 16, Optional.of(4), false))
                .isEmpty();
    }

    private static AdmissionRequest asking(@Nullable Integer parallel) {
        return new AdmissionRequest(
                REQUEST.candidate(), REQUEST.spec(), REQUEST.idempotency(), REQUEST.at(), null, parallel, false);
    }

    private static Deny denial(LeaseAnswer answer) {
        return (Deny) RunAdmission.decide(REQUEST, answer);
    }
}
