package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.contracts.StepId;

/** A step as somebody typed it. */
final class StepReference {
    private StepReference() {}

    static StepId of(String typed) {
        try {
            return new StepId(typed);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "This cannot be the id of a step: '%s'.".formatted(typed));
        }
    }
}
