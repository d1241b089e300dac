package dev.signalbox.cli.watch;

import dev.signalbox.client.ClientException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.attempt.OutputChunk;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the end of what the steps of a run print. It is for looking at only: what cannot be had now is asked for the next time. Used by
 * one thread at a time.
 */
final class OutputTails {
    private static final int MOST_PAGES = 20;

    private final SignalboxClient client;
    private final RunId run;
    private final RunDetails details;
    private final Map<StepId, Position> positions = new HashMap<>();
    private final Set<StepId> complete = new HashSet<>();

    private record Position(int attempt, long after) {}

    OutputTails(SignalboxClient client, RunId run, RunDetails details) {
        this.client = client;
        this.run = run;
        this.details = details;
    }

    /** Reads what is new. */
    synchronized void refresh(Collection<StepRow> rows) {
        for (StepRow row : rows) {
            boolean given = row.result() != null && row.result().output() != null;
            if (row.attempt() > 0 && !given && !complete.contains(row.step()) && read(row)) {
                if (row.status().isTerminal()) {
                    complete.add(row.step());
                }
            }
        }
    }

    private boolean read(StepRow row) {
        Position position = positions.get(row.step());
        if (position == null || position.attempt() != row.attempt()) {
            position = new Position(row.attempt(), 0);
            details.forget(row.step());
        }
        try {
            for (int pages = 0; pages < MOST_PAGES; pages++) {
                Page<OutputChunk> page =
                        client.output(run, row.step(), OptionalInt.of(row.attempt()), position.after());
                for (OutputChunk chunk : page.items()) {
                    details.print(row.step(), chunk.text());
                    position = new Position(row.attempt(), chunk.number());
                }
                if (page.next() == null) {
                    break;
                }
            }
            return true;
        } catch (ClientException e) {
            return false;
        } finally {
            positions.put(row.step(), position);
        }
    }
}
