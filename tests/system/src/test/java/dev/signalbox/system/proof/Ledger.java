package dev.signalbox.system.proof;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the agents themselves wrote down, in a file that the product knows nothing of. Each line is appended in one write, so lines
 * of several processes never mix.
 *
 * @param file the file
 */
public record Ledger(Path file) {
    /**
     * One execution of an agent.
     *
     * @param run the run it was told
     * @param step the step it was told
     * @param attempt the attempt it was told
     * @param epoch the epoch it was told
     * @param pid its process
     * @param begin when it began, in nanoseconds
     * @param end when it ended, in nanoseconds; its begin when it was killed before it could say
     * @param ended whether it came to its end
     */
    public record Execution(
            RunId run, StepId step, int attempt, long epoch, long pid, long begin, long end, boolean ended) {}

    private record Line(String word, RunId run, StepId step, int attempt, long epoch, long pid, long at) {
        static Line parse(String text) {
            String[] fields = text.split(" ", -1);
            return new Line(
                    fields[0],
                    new RunId(fields[1]),
                    new StepId(fields[2]),
                    Integer.parseInt(fields[3]),
                    Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]),
                    Long.parseLong(fields[6]));
        }

        boolean isEndOf(Line start) {
            return word.equals("end") && pid == start.pid && run.equals(start.run) && epoch == start.epoch;
        }
    }

    /** Every execution for a run, in the order of their begins. */
    public List<Execution> executions(RunId run) {
        return executions().stream()
                .filter(execution -> execution.run().equals(run))
                .toList();
    }

    /** Every execution, in the order of their begins. */
    public List<Execution> executions() {
        List<Line> lines = lines();
        List<Execution> executions = new ArrayList<>();
        for (Line start : lines) {
            if (start.word.equals("start")) {
                Optional<Line> end =
                        lines.stream().filter(line -> line.isEndOf(start)).findFirst();
                executions.add(new Execution(
                        start.run,
                        start.step,
                        start.attempt,
                        start.epoch,
                        start.pid,
                        start.at,
                        end.map(Line::at).orElse(start.at),
                        end.isPresent()));
            }
        }
        return executions;
    }

    /** The most executions that were under way at one moment. */
    public int peak() {
        List<Execution> executions = executions();
        return executions.stream()
                .mapToInt(one -> (int) executions.stream()
                        .filter(other -> other.begin() <= one.begin() && one.begin() < other.end())
                        .count())
                .max()
                .orElse(0);
    }

    private List<Line> lines() {
        try {
            return Files.readAllLines(file).stream().map(Line::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
