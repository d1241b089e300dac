package dev.signalbox.contracts.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.contracts.AgentId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    @Test
    void the_last_rest_of_a_list_repeats() {
        RetryPolicy policy = new RetryPolicy(5, List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)));

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(policy::restAfter))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void exponential_rests_grow_up_to_the_longest_however_many_there_are() {
        RetryPolicy policy = policy(new ExponentialRest(Duration.ofSeconds(1), 3, Duration.ofSeconds(20)), null);

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(policy::restAfter))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9), Duration.ofSeconds(20));
        assertThat(policy.restAfter(1_000_000)).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_jitter_makes_a_rest_shorter_by_its_share_at_most() {
        RetryPolicy policy = policy(new ExponentialRest(Duration.ofSeconds(10), 2, Duration.ofMinutes(1)), 0.25);

        assertThat(policy.restAfter(1, 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.restAfter(1, 0.5)).isEqualTo(Duration.ofMillis(8_750));
        assertThat(policy.restAfter(1, 1)).isEqualTo(Duration.ofMillis(7_500));
        assertThat(policy(new ExponentialRest(Duration.ofSeconds(10), 2, Duration.ofMinutes(1)), null)
                        .restAfter(1, 1))
                .isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void fallback_agents_take_over_from_the_second_attempt_on_and_the_last_one_stays() {
        AgentId second = new AgentId("second");
        AgentId third = new AgentId("third");
        RetryPolicy policy =
                new RetryPolicy(9, List.of(), null, null, List.of(), List.of(), List.of(second, third), null, null);

        assertThat(IntStream.rangeClosed(1, 4).mapToObj(policy::fallbackFor))
                .containsExactly(null, second, third, third);
        assertThat(RetryPolicy.ONCE.fallbackFor(2)).isNull();
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(null, 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(null, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExponentialRest(Duration.ofSeconds(1), 0.5, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Oscillation(4, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Oscillation(13, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Oscillation(2, 3));
    }

    private static RetryPolicy policy(@Nullable ExponentialRest exponential, @Nullable Double jitter) {
        return new RetryPolicy(3, List.of(), exponential, jitter, List.of(), List.of(), List.of(), null, null);
    }
}
