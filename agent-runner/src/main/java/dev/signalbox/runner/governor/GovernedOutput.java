package dev.signalbox.runner.governor;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.process.ExitStatus;
import dev.signalbox.runner.process.OutputReader;
import org.jspecify.annotations.Nullable;

/** The output of an attempt, with somebody who notices that there is some. */
public record GovernedOutput(OutputReader output, Watch watch) implements OutputReader {
    @Override
    public void accept(OutputStreamName stream, byte[] bytes, int length) {
        watch.printed();
        output.accept(stream, bytes, length);
    }

    @Override
    public void remark(String line) {
        output.remark(line);
    }

    @Override
    public AttemptResult end(ExitStatus status, @Nullable String remark) {
        return output.end(status, remark);
    }
}
