package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import org.jspecify.annotations.Nullable;

/** The output of a command, which is kept and not understood: its exit decides. */
public final class CommandOutput implements OutputReader {
    private final OutputCapture output;

    public CommandOutput(OutputCapture output) {
        this.output = output;
    }

    @Override
    public void accept(OutputStreamName stream, byte[] bytes, int length) {
        output.accept(stream, bytes, length);
    }

    @Override
    public void remark(String line) {
        output.remark(line);
    }

    @Override
    public AttemptResult end(ExitStatus status, @Nullable String remark) {
        AttemptResult result = status.result(remark, output.close(), output.handover());
        return FailureSignature.sign(result, output.lastWords());
    }
}
