package dev.signalbox.runner.worktree.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Runs a command where the attempt works, and remembers where that was. */
final class ShellAgent implements Agent {
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    final List<Path> places = new CopyOnWriteArrayList<>();

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        Path directory = assignment.directory();
        if (directory == null) {
            throw new AssertionError("an attempt that is not isolated");
        }
        places.add(directory);
        try {
            Process process = new ProcessBuilder(assignment.start().command())
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            processes.add(process);
            process.onExit().thenAccept(exited -> ended.accept(result(exited.exitValue())));
            return order -> process.destroy();
        } catch (IOException e) {
            ended.accept(AttemptResult.withoutProcess(AttemptOutcome.FAILED, String.valueOf(e.getMessage())));
            return Work.DONE;
        }
    }

    /** Nobody is left of it. */
    void close() {
        processes.forEach(Process::destroyForcibly);
    }

    private static AttemptResult result(int exitCode) {
        return new AttemptResult(
                exitCode == 0 ? AttemptOutcome.SUCCEEDED : AttemptOutcome.FAILED,
                exitCode,
                null,
                null,
                Usage.NONE,
                0,
                exitCode == 0 ? "an answer" : null);
    }
}
