package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides before which step each checkpoint of a pipeline is. {@code before-x} is before the first step of agent x, {@code after-x}
 * before the step that follows it. Names that match no step are placed in their order, {@code after-} ones after the first steps, all
 * others before the last steps, and a warning says where.
 */
final class Checkpoints {
    private static final String BEFORE = "before-";
    private static final String AFTER = "after-";

    private final List<Pipeline.Step> steps;
    private final List<Mention> ids;
    private final Problems problems;
    private final List<List<String>> placed = new ArrayList<>();
    private final List<String> unplaced = new ArrayList<>();

    private Checkpoints(List<Pipeline.Step> steps, List<Mention> ids, Problems problems) {
        this.steps = steps;
        this.ids = ids;
        this.problems = problems;
        for (Pipeline.Step step : steps) {
            placed.add(new ArrayList<>());
            if (step.checkpoint() != null) {
                placed.getLast().add(step.checkpoint());
            }
        }
    }

    /**
     * Places all checkpoints of a pipeline.
     *
     * @param ids the ids of its steps
     */
    static Checkpoints of(Pipeline pipeline, List<Mention> ids, Problems problems) {
        Checkpoints checkpoints = new Checkpoints(pipeline.steps(), ids, problems);
        if (!pipeline.steps().isEmpty()) {
            checkpoints.place(pipeline.checkpoints());
        }
        return checkpoints;
    }

    /** The checkpoint before a step; null for none. */
    @Nullable
    String before(int step) {
        return placed.get(step).isEmpty() ? null : String.join(", ", placed.get(step));
    }

    /** Those that come after everything, where nothing is left to hold. */
    List<String> unplaced() {
        return unplaced;
    }

    private void place(List<Mention> names) {
        List<Mention> early = new ArrayList<>();
        List<Mention> late = new ArrayList<>();
        for (Mention name : names) {
            OptionalInt named = named(name.text());
            if (named.isPresent()) {
                put(name, named.getAsInt());
            } else {
                (name.text().startsWith(AFTER) ? early : late).add(name);
            }
        }
        for (int at = 0; at < early.size(); at++) {
            guess(early.get(at), Math.min(at + 1, Math.max(1, steps.size() - 1)));
        }
        for (int at = 0; at < late.size(); at++) {
            guess(late.get(at), Math.max(0, steps.size() - late.size() + at));
        }
    }

    private OptionalInt named(String checkpoint) {
        if (checkpoint.startsWith(AFTER)) {
            OptionalInt step = stepOf(checkpoint.substring(AFTER.length()));
            return step.isPresent() ? OptionalInt.of(step.getAsInt() + 1) : step;
        }
        return checkpoint.startsWith(BEFORE) ? stepOf(checkpoint.substring(BEFORE.length())) : OptionalInt.empty();
    }

    private OptionalInt stepOf(String name) {
        OptionalInt byId = IntStream.range(0, steps.size())
                .filter(step -> ids.get(step).text().equals(name))
                .findFirst();
        return byId.isPresent()
                ? byId
                : IntStream.range(0, steps.size())
                        .filter(step -> steps.get(step).agent().text().equals(name))
                        .findFirst();
    }

    private void put(Mention name, int step) {
        if (step < steps.size()) {
            placed.get(step).add(name.text());
            return;
        }
        unplaced.add(name.text());
        problems.warning(
                InputProblemCode.CHECKPOINT_PLACED,
                name.place(),
                "the checkpoint '" + name.text() + "' comes after the last step, so there is nothing left to hold");
    }

    private void guess(Mention name, int step) {
        put(name, step);
        if (step < steps.size()) {
            problems.warning(
                    InputProblemCode.CHECKPOINT_PLACED,
                    name.place(),
                    "the checkpoint '" + name.text() + "' names no step, so the run pauses before step "
                            + (step + 1) + ", '" + ids.get(step).text() + "'; to say it precisely, give a step"
                            + " 'checkpoint: " + name.text() + "'");
        }
    }
}
