package dev.signalbox.runner.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompleteTest {
    @Test
    void a_whole_message_passes() {
        assertThatCode(() -> Complete.check(Starts.command(Attempts.attempt("a"), "true")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Complete.check(new StopAttempt(Attempts.attempt("a"), StopCause.CANCELLED, Instant.now())))
                .doesNotThrowAnyException();
    }

    @Test
    void a_dispatch_without_an_attempt_is_unreadable() throws UnreadableMessage {
        Dispatch dispatch = WireMessage.read(
                "dev.signalbox.start-attempt.v1".getBytes(UTF_8),
                "{\"runName\":\"r\",\"command\":[],\"environment\":{}}".getBytes(UTF_8),
                Dispatch.class);

        assertThatThrownBy(() -> Complete.check(dispatch)).hasMessage("attempt is missing");
    }

    @Test
    void an_order_without_a_cause_is_unreadable() throws UnreadableMessage {
        Control control = WireMessage.read(
                "dev.signalbox.stop-attempt.v1".getBytes(UTF_8),
                "{\"attempt\":{\"workspace\":\"w\",\"run\":\"01900000-0000-7000-8000-000000000000\",\"step\":\"s\"}}"
                        .getBytes(UTF_8),
                Control.class);

        assertThatThrownBy(() -> Complete.check(control)).hasMessage("cause is missing");
    }
}
