package dev.signalbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.spec.ParentRun;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTokenTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SECRET = "a secret of the stack";
    private static final AttemptRef ATTEMPT = new AttemptRef(
            new WorkspaceId("/home/me/a project"),
            new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10"),
            new StepId("plan/one"),
            2,
            9);
    private static final AttemptToken TOKEN = new AttemptToken(ATTEMPT, 1, NOON.plusSeconds(60));

    @Test
    void a_signed_token_is_read_as_it_was_written() {
        assertThat(AttemptToken.verify(TOKEN.sign(SECRET), SECRET, NOON)).contains(TOKEN);
    }

    @Test
    void a_child_stands_one_deeper_than_the_run_of_its_attempt() {
        assertThat(TOKEN.parentOfChild()).isEqualTo(new ParentRun(ATTEMPT.run(), ATTEMPT.step(), 2, 2));
    }

    @Test
    void a_token_of_another_secret_is_refused() {
        assertThat(AttemptToken.verify(TOKEN.sign("another secret of ours"), SECRET, NOON))
                .isEmpty();
    }

    @Test
    void a_token_that_has_run_out_is_refused() {
        String signed = TOKEN.sign(SECRET);

        assertThat(AttemptToken.verify(signed, SECRET, NOON.plusSeconds(59))).isPresent();
        assertThat(AttemptToken.verify(signed, SECRET, NOON.plus(Duration.ofSeconds(60))))
                .isEmpty();
    }

    @Test
    void a_token_with_any_character_changed_is_refused() {
        String signed = TOKEN.sign(SECRET);
        for (int i = 0; i < signed.length() - 1; i++) {
            char other = signed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = signed.substring(0, i) + other + signed.substring(i + 1);

            assertThat(AttemptToken.verify(changed, SECRET, NOON)).as(changed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "v1..", "v1.!.!", "v2.YQ.YQ", "Bearer", "v1.YQ.YQ.YQ"})
    void what_is_no_token_is_refused(String text) {
        assertThat(AttemptToken.verify(text, SECRET, NOON)).isEmpty();
    }

    @Test
    void a_short_secret_is_none() {
        assertThat(AttemptToken.isSecret("fifteen letters")).isFalse();
        assertThat(AttemptToken.isSecret("sixteen letters!")).isTrue();
    }
}
