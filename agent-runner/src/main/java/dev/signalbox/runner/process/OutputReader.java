package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import org.jspecify.annotations.Nullable;

/** Reads what a process prints, and says in the end what that and its exit mean. Thread-safe. */
public interface OutputReader {
    /** Takes what was read from a stream; the bytes are the caller's again afterwards. */
    void accept(OutputStreamName stream, byte[] bytes, int length);

    /** Adds a line about the attempt that is not its own, without its end. */
    void remark(String line);

    /**
     * The result of the attempt. Called once, when the whole tree of processes has ended and both streams are read.
     *
     * @param remark what a person should know besides; null when nothing
     */
    AttemptResult end(ExitStatus status, @Nullable String remark);
}
