package dev.signalbox.runner.http;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A service did not do its work, and it is known why. */
public final class ServiceFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final AttemptOutcome outcome;
    private final @Nullable AgentFault fault;

    private ServiceFailure(AttemptOutcome outcome, String message, @Nullable AgentFault fault) {
        super(message);
        this.outcome = outcome;
        this.fault = fault;
    }

    /** It tried and did not succeed; the fault is null when its kind is not known. */
    public static ServiceFailure failed(String message, @Nullable AgentFault fault) {
        return new ServiceFailure(AttemptOutcome.FAILED, message, fault);
    }

    /** It was not asked, because it may not be asked so. */
    public static ServiceFailure denied(String message) {
        return new ServiceFailure(AttemptOutcome.DENIED, message, null);
    }

    public AttemptOutcome outcome() {
        return outcome;
    }

    public @Nullable AgentFault fault() {
        return fault;
    }

    /** Why, in a sentence. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
