package dev.signalbox.runner.kafka;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import org.jspecify.annotations.Nullable;

/** What JSON may leave out and these messages may not. A message without it belongs on a dead-letter topic. */
public final class Complete {
    private Complete() {}

    /** @throws UnreadableMessage when something is missing; the reason names it */
    public static void check(Dispatch dispatch) throws UnreadableMessage {
        switch (dispatch) {
            case StartAttempt start -> {
                checkAttempt(start.attempt());
                require(start.agent(), "agent");
                require(start.agentType(), "agentType");
                require(start.dispatchedAt(), "dispatchedAt");
            }
        }
    }

    /** @throws UnreadableMessage when something is missing; the reason names it */
    public static void check(Control control) throws UnreadableMessage {
        switch (control) {
            case StopAttempt stop -> {
                checkAttempt(stop.attempt());
                require(stop.cause(), "cause");
            }
        }
    }

    private static void checkAttempt(@Nullable AttemptRef attempt) throws UnreadableMessage {
        if (attempt == null) {
            throw new UnreadableMessage("attempt is missing");
        }
        require(attempt.workspace(), "attempt.workspace");
        require(attempt.run(), "attempt.run");
        require(attempt.step(), "attempt.step");
    }

    private static void require(@Nullable Object value, String name) throws UnreadableMessage {
        if (value == null) {
            throw new UnreadableMessage(name + " is missing");
        }
    }
}
