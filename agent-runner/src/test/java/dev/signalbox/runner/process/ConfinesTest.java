package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Confining;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfinesTest {
    private static final ResourceLimits PROCESSORS = new ResourceLimits(null, null, 1.5, false);
    private static final ResourceLimits MEMORY = ResourceLimits.ofMemory(1 << 20);

    @Test
    void a_step_without_limits_is_held_by_nothing() throws Refusal {
        Confinement open = confines(LimitPolicy.REQUIRE).open(Attempts.attempt("a"), null);

        assertThat(open.watch().isIdle()).isTrue();
        assertThat(open.warning()).isNull();
        assertThat(open.around(List.of("true"))).containsExactly("true");
    }

    @Test
    void a_limit_that_can_be_seen_needs_no_group() throws Refusal {
        Confinement open = confines(LimitPolicy.REQUIRE).open(Attempts.attempt("a"), MEMORY);

        assertThat(open.watch().isIdle()).isFalse();
        assertThat(open.warning()).isNull();
    }

    @Test
    void a_limit_that_nothing_here_keeps_is_a_warning_or_a_refusal() throws Refusal {
        Confinement open = confines(LimitPolicy.BEST_EFFORT).open(Attempts.attempt("a"), PROCESSORS);

        assertThat(open.warning()).contains("limit of cpu", "this test has none");
        assertThatThrownBy(() -> confines(LimitPolicy.REQUIRE).open(Attempts.attempt("a"), PROCESSORS))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("limit of cpu");
    }

    @Test
    void the_name_of_a_group_is_a_file_name() {
        assertThat(Confines.name(Attempts.attempt("build/api:x"))).matches("[A-Za-z0-9._-]+\\.7\\.build_api_x");
    }

    private static Confines confines(LimitPolicy policy) {
        return new Confines(Confining.NO_GROUPS, new Patrol(), policy);
    }
}
