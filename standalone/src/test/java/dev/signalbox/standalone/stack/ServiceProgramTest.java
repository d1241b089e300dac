package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceProgramTest {
    @Test
    void what_is_missing_is_every_check_that_is_down_with_its_data() {
        assertThat(ServiceProgram.missing("""
                {"status": "DOWN", "checks": [
                  {"name": "redis", "status": "UP"},
                  {"name": "topics", "status": "DOWN", "data": {"missing": "signalbox.commands"}},
                  {"name": "scheduler", "status": "DOWN"}]}
                """)).isEqualTo("topics (signalbox.commands); scheduler");
    }

    @Test
    void an_answer_that_is_no_health_report_is_not_an_error() {
        assertThat(ServiceProgram.missing("<html>")).isEqualTo("its health checks");
    }
}
