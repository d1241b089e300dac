package dev.signalbox.contracts.knob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernorKnobTest {
    @ParameterizedTest
    @CsvSource({
        "PI_ORCH_GOV_MODE,enforce",
        "PI_ORCH_GOV_CHECK_SECONDS,15",
        "PI_ORCH_GOV_WINDOW_SECONDS,180",
        "PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS,60",
        "PI_ORCH_GOV_MAX_COST_USD,0.25",
        "PI_ORCH_GOV_MAX_TOKENS,1"
    })
    void a_value_of_the_original_is_allowed(String variable, String value) {
        assertThat(GovernorKnob.named(variable).orElseThrow().objectionTo(value))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PI_ORCH_GOV_MODE,strict",
        "PI_ORCH_GOV_CHECK_SECONDS,14",
        "PI_ORCH_GOV_WINDOW_SECONDS,15.5",
        "PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS,59",
        "PI_ORCH_GOV_MAX_COST_USD,0",
        "PI_ORCH_GOV_MAX_TOKENS,none"
    })
    void a_value_that_the_original_bent_is_refused_by_the_name_that_was_written(String variable, String value) {
        assertThat(GovernorKnob.named(variable).orElseThrow().objectionTo(value))
                .hasValueSatisfying(objection ->
                        assertThat(objection).startsWith(variable + "=" + value + " is not allowed: it must be "));
    }
}
