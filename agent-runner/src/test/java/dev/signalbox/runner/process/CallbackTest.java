package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackTest {
    private static final String SECRET = "the secret of this test";
    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    private static final AttemptRef ATTEMPT = Attempts.attempt("callback");

    private final Callback callback =
            new Callback(Optional.of("http://127.0.0.1:8080"), Optional.of(SECRET), Duration.ofHours(12));

    @Test
    void a_process_learns_where_the_door_is_and_gets_a_token_of_its_attempt_and_depth() {
        StartAttempt start = Starts.deep(Starts.command(ATTEMPT, "agent"), 1);

        Map<String, String> variables = callback.variables(start, NOW);

        assertThat(variables).containsOnlyKeys("SIGNALBOX_TOKEN", "SIGNALBOX_URL");
        assertThat(variables).containsEntry("SIGNALBOX_URL", "http://127.0.0.1:8080");
        assertThat(tokenOf(variables, NOW)).contains(new AttemptToken(ATTEMPT, 1, NOW.plus(Duration.ofHours(12))));
    }

    @Test
    void a_token_holds_no_longer_than_its_attempt_may_take() {
        Map<String, String> variables = callback.variables(timedOutAfter(Duration.ofMinutes(5)), NOW);

        assertThat(tokenOf(variables, NOW.plusSeconds(299))).isPresent();
        assertThat(tokenOf(variables, NOW.plusSeconds(300))).isEmpty();
    }

    @Test
    void a_long_timeout_makes_no_long_token() {
        Map<String, String> variables = callback.variables(timedOutAfter(Duration.ofDays(3)), NOW);

        assertThat(tokenOf(variables, NOW.plus(Duration.ofHours(12)))).isEmpty();
    }

    @Test
    void what_is_not_configured_is_not_handed_out() {
        Callback nothing = new Callback(Optional.empty(), Optional.empty(), Duration.ofHours(12));

        assertThat(nothing.variables(Starts.command(ATTEMPT, "agent"), NOW)).isEmpty();
    }

    @Test
    void a_value_of_no_use_is_refused_with_its_key_and_without_the_secret() {
        assertThatThrownBy(() -> new Callback(Optional.of("door"), Optional.empty(), Duration.ofHours(1)))
                .hasMessageContaining("signalbox.callback.url");
        assertThatThrownBy(() -> new Callback(Optional.empty(), Optional.of("too short"), Duration.ofHours(1)))
                .hasMessageContaining("signalbox.callback.secret")
                .hasMessageNotContaining("too short");
        assertThatThrownBy(() -> new Callback(Optional.empty(), Optional.of(SECRET), Duration.ZERO))
                .hasMessageContaining("signalbox.callback.token-time");
    }

    private static StartAttempt timedOutAfter(@Nullable Duration timeout) {
        return Starts.command(ATTEMPT, null, Map.of(), timeout, "agent");
    }

    private static Optional<AttemptToken> tokenOf(Map<String, String> variables, Instant now) {
        return AttemptToken.verify(variables.getOrDefault("SIGNALBOX_TOKEN", ""), SECRET, now);
    }
}
