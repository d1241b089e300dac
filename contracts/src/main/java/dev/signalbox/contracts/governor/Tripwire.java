package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonValue;

/** The conditions that the governor watches in a running attempt. */
public enum Tripwire {
    /** It makes the same call, or the same few calls in turn, again and again. */
    LOOP("loop_detected", true),
    /** The same call has failed several times, and nothing new has succeeded in between. */
    RETRY_CHURN("retry_churn", true),
    /** Its score was too low for its age in more checks than are allowed. */
    LOW_PROGRESS("low_progress", true),
    /** Nothing was heard of it for too long. */
    SILENCE("silence", true),
    /** It has cost more than it may. */
    COST("budget_cost_exceeded", false),
    /** It has used more tokens than it may. */
    TOKENS("budget_tokens_exceeded", false),
    /** It has taken more turns than it may. */
    TURNS("turns_exceeded", false),
    /** It has been at work for longer than anybody should. */
    FUSE("emergency_fuse_exceeded", false);

    private final String word;
    private final boolean retried;

    Tripwire(String word, boolean retried) {
        this.word = word;
        this.retried = retried;
    }

    /** Its name, as it is written and read everywhere. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Whether another attempt may go better: a limit that does not begin anew would stop the next one as well. */
    public boolean isRetried() {
        return retried;
    }
}
