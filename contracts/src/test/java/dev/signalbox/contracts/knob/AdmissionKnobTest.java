package dev.signalbox.contracts.knob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionKnobTest {
    static Stream<AdmissionKnob> numbers() {
        return Arrays.stream(AdmissionKnob.values()).filter(AdmissionKnob::isNumber);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void the_ends_of_the_range_are_allowed_and_what_is_beyond_is_refused_by_name(AdmissionKnob knob) {
        assertThat(knob.objectionTo(Long.toString(knob.least()))).isEmpty();
        assertThat(knob.objectionTo(Long.toString(knob.most()))).isEmpty();
        assertThat(knob.objectionTo(Long.toString(knob.least() - 1)))
                .hasValueSatisfying(objection -> assertThat(objection)
                        .startsWith(knob.variable() + "=")
                        .contains("from " + knob.least() + " to " + knob.most()));
        assertThat(knob.objectionTo(Long.toString(knob.most() + 1))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "1.5", "", "0x10", "99999999999999999999"})
    void what_is_no_whole_number_is_refused(String value) {
        assertThat(AdmissionKnob.MAX_RUNS.objectionTo(value)).isPresent();
    }

    @Test
    void a_path_may_be_anything() {
        assertThat(AdmissionKnob.EVENT_LOG_PATH.objectionTo("/var/log/admission.ndjson"))
                .isEmpty();
    }

    @Test
    void a_variable_is_found_by_its_name() {
        assertThat(AdmissionKnob.named("PI_ORCH_ADM_GAP_MAX")).contains(AdmissionKnob.GAP_MAX);
        assertThat(AdmissionKnob.named("PI_ORCH_ADM_OTHER")).isEmpty();
    }
}
