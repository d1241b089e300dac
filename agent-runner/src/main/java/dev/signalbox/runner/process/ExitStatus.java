package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param value the exit code; 128 + n when signal n killed it, which cannot be told from a process that exits with that code itself
 */
public record ExitStatus(int value) {
    private static final int SIGNALLED = 128;
    private static final int SIGNALS = 64;
    private static final List<String> NAMES = List.of(
            "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE",
            "ALRM", "TERM");

    /**
     * @param remark what a person should know besides; null when nothing
     * @param output what the steps that need it are given if it has succeeded; null when nobody does
     */
    public AttemptResult result(@Nullable String remark, long outputBytes, @Nullable String output) {
        if (value > SIGNALLED && value <= SIGNALLED + SIGNALS) {
            int signal = value - SIGNALLED;
            String killed =
                    "killed by signal " + signal + (signal < NAMES.size() ? " (" + NAMES.get(signal) + ")" : "");
            return new AttemptResult(
                    AttemptOutcome.FAILED, null, signal, joined(killed, remark), Usage.NONE, outputBytes);
        }
        return value == 0
                ? new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, remark, Usage.NONE, outputBytes, output)
                : new AttemptResult(AttemptOutcome.FAILED, value, null, remark, Usage.NONE, outputBytes);
    }

    private static String joined(String first, @Nullable String second) {
        return second == null ? first : first + "; " + second;
    }
}
