package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.client.RunFilter;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunView;
import java.util.List;
import java.util.Locale;

/** How a person names a run: its whole id, the beginning or end of one of the newest, or {@code last}. */
public final class RunReference {
    public static final String DESCRIPTION =
            "The run: its id, the beginning or end of the id of a recent run, or 'last'.";
    static final String LAST = "last";
    private static final int NEWEST = 100;
    private static final int WHOLE_ID = 36;

    private RunReference() {}

    /** Finds the run that is meant; asks the service only when the id is not whole. */
    public static RunId resolve(String reference, SignalboxClient client) {
        String wanted = reference.strip().toLowerCase(Locale.ROOT);
        if (wanted.length() == WHOLE_ID) {
            return whole(wanted);
        }
        if (wanted.equals(LAST)) {
            return client.runs(RunFilter.newest(1)).items().stream()
                    .findFirst()
                    .map(RunView::run)
                    .orElseThrow(() -> new Failure(ExitCode.WRONG_USAGE, "There is no run yet."));
        }
        return one(
                wanted,
                client.runs(RunFilter.newest(NEWEST)).items().stream()
                        .map(RunView::run)
                        .toList());
    }

    private static RunId whole(String id) {
        try {
            return new RunId(id);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "This is not a run id: '%s'.".formatted(id));
        }
    }

    static RunId one(String part, List<RunId> newest) {
        List<RunId> meant = newest.stream()
                .filter(run -> run.value().startsWith(part) || run.value().endsWith(part))
                .toList();
        if (part.isEmpty() || meant.isEmpty()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "No run among the newest %d has an id that begins or ends with '%s'.".formatted(NEWEST, part));
        }
        if (meant.size() > 1) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "'%s' fits %d runs, for example %s and %s. Give more of the id."
                            .formatted(part, meant.size(), meant.get(0), meant.get(1)));
        }
        return meant.getFirst();
    }
}
