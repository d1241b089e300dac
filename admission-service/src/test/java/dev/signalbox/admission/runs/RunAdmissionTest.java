package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.admission.runs.LeaseAnswer.Full;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Known;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(RunAdmission.decide(REQUEST, new Known("life", EARLIER, "hash", false, 1)))
                .isEqualTo(new Attach(EARLIER));
    }

    @Test
    void a_run_that_is_not_known_to_be_in_the_log_is_finished_under_its_id() {
        assertThat(RunAdmission.decide(REQUEST, new Known("life", EARLIER, "hash", true, 1)))
                .isEqualTo(new Finish(EARLIER));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_key_of_another_request_is_an_error_and_waiting_does_not_help(boolean unsent) {
        Deny denial = denial(new Known("life", EARLIER, "other hash", unsent, 1));

        assertThat(denial.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(denial.retryAfter()).isNull();
    }

    @Test
    void a_full_house_denies_and_says_when_to_come_back() {
        Deny denial = denial(new Full(6));

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

    private static Deny denial(LeaseAnswer answer) {
        return (Deny) RunAdmission.decide(REQUEST, answer);
    }
}
