package dev.signalbox.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final RestartPolicy policy = RestartPolicy.ordinary();

    @Test
    void each_death_in_a_row_doubles_the_delay_up_to_ten_seconds() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(policy::delayAfter).map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
        assertThat(policy.delayAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_life_that_settled_puts_earlier_deaths_behind() {
        assertThat(policy.deathsInARow(6, policy.settled())).isEqualTo(1);
        assertThat(policy.deathsInARow(6, Duration.ZERO)).isEqualTo(7);
    }

    @Test
    void the_fourth_death_in_a_row_is_a_crash_loop() {
        assertThat(policy.isCrashLoop(3)).isFalse();
        assertThat(policy.isCrashLoop(4)).isTrue();
    }
}
