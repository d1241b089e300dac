package dev.signalbox.runner.process;

import java.io.Serial;

/** A task asks for something that the agent's program cannot do. */
public final class Refusal extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    /** @param reason what cannot be done, in a sentence */
    public Refusal(String reason) {
        super(reason);
    }

    /** @return the reason */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
