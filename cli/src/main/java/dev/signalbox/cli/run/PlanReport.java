package dev.signalbox.cli.run;

import static java.util.stream.Collectors.joining;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.AdmissionOutlook;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.QueuePlace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan for people: the order, who would run what, which steps may not meet, and what the run is made of. */
public record PlanReport(int width, boolean colour) {
    private static final List<String> HEADLINE =
            List.of("LEVEL", "STEP", "WOULD GO TO", "OR TO", "TRACK", "BEGINS AT", "AFTER");

    private static final int CHAIN_SHOWN = 12;
    private static final int CONFLICTS_SHOWN = 100;
    private static final int OTHERS_SHOWN = 20;

    public List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.BOLD.paint(PlainText.line(plan.name()), colour)
                + ": %s on %s, in %s"
                        .formatted(
                                Words.count(plan.order().size(), "step"),
                                Words.count(plan.levelSizes().size(), "level"),
                                plan.workspace()));
        lines.addAll(
                new Table(HEADLINE, plan.order().stream().map(PlanReport::cells).toList()).lines(width, colour));
        lines.add("");
        lines.addAll(conflicts(plan));
        lines.add("The longest chain has %s: %s"
                .formatted(Words.count(plan.longestChain().size(), "step"), chain(plan.longestChain())));
        if (!plan.criticalPath().equals(plan.longestChain())) {
            lines.add("The chain that takes longest takes %s: %s"
                    .formatted(Words.of(plan.criticalPathTime()), chain(plan.criticalPath())));
        }
        lines.add(
                "With these agents at most %s in flight together. The run takes %s if a step without a script takes %s."
                        .formatted(
                                Words.count(plan.peakParallelism(), "step")
                                        + (plan.peakParallelism() == 1 ? " is" : " are"),
                                Words.of(plan.simulatedTime()),
                                Words.of(Plan.ASSUMED_STEP_TIME)));
        if (plan.claimWaits() > 0) {
            lines.add("%s for files of another although an agent is free."
                    .formatted(Words.count(plan.claimWaits(), "step") + (plan.claimWaits() == 1 ? " waits" : " wait")));
        }
        lines.addAll(checkpoints(plan));
        lines.addAll(neverRun(plan));
        lines.addAll(notEnforced(plan));
        lines.addAll(EstimateWords.lines(plan.estimates()));
        return lines;
    }

    private static List<Cell> cells(PlannedStep step) {
        return List.of(
                Cell.of(Integer.toString(step.level())),
                Cell.of(step.step().value()),
                agent(step),
                Cell.of(others(step)),
                Cell.of(step.track() == null ? "" : step.track()),
                Cell.of(time(step.start())),
                Cell.of(step.dependsOn().stream().map(StepId::value).collect(joining(", "))));
    }

    private static Cell agent(PlannedStep step) {
        if (step.agent() == null || step.agentType() == null) {
            return new Cell("nobody", Style.RED);
        }
        return Cell.of(step.agent().value());
    }

    private static String others(PlannedStep step) {
        return step.possibleAgents().stream()
                .filter(agent -> !agent.equals(step.agent()))
                .map(AgentId::value)
                .collect(joining(", "));
    }

    private static String time(@Nullable Duration start) {
        return start == null ? "never" : Words.of(start);
    }

    private List<String> conflicts(Plan plan) {
        if (plan.conflictCount() == 0 && plan.conflictsComplete()) {
            return List.of("No two steps want the same files.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("%s%s may not be in flight together; one waits for the other:"
                .formatted(
                        plan.conflictsComplete() ? "" : "At least ",
                        Words.count(plan.conflictCount(), "pair") + " of steps"));
        plan.conflicts().stream().limit(CONFLICTS_SHOWN).forEach(conflict -> lines.add(words(conflict)));
        addMore(lines, plan.conflictCount(), CONFLICTS_SHOWN);
        return lines;
    }

    private static List<String> checkpoints(Plan plan) {
        return plan.order().stream()
                .filter(step -> step.checkpoint() != null)
                .map(step -> PlainText.line("The run pauses before %s, at the checkpoint %s, until somebody resumes it."
                        .formatted(step.step(), step.checkpoint())))
                .toList();
    }

    private List<String> neverRun(Plan plan) {
        if (plan.neverRun().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Style.RED.paint(Words.count(plan.neverRun().size(), "step") + " can never run:", colour));
        plan.neverRun().stream()
                .limit(OTHERS_SHOWN)
                .forEach(step -> lines.add("  " + PlainText.line(step.step() + ": " + step.detail())));
        addMore(lines, plan.neverRun().size(), OTHERS_SHOWN);
        return lines;
    }

    private List<String> notEnforced(Plan plan) {
        if (plan.notEnforced().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Style.YELLOW.paint("Not enforced yet, only kept:", colour));
        plan.notEnforced().stream()
                .limit(OTHERS_SHOWN)
                .forEach(rule -> lines.add("  " + PlainText.line(rule.path() + ": " + rule.value())));
        addMore(lines, plan.notEnforced().size(), OTHERS_SHOWN);
        return lines;
    }

    private static void addMore(List<String> lines, long all, int shown) {
        if (all > shown) {
            lines.add("  and %d more".formatted(all - shown));
        }
    }

    /** Which estimates do not fit into a budget, a line each. */
    static List<String> shortages(PlanAnswer answer) {
        List<String> lines = new ArrayList<>();
        answer.budget().stream()
                .limit(OTHERS_SHOWN)
                .forEach(shortage -> lines.add(PlainText.line("%s %s: %s"
                        .formatted(
                                shortage.step(),
                                switch (shortage.verdict()) {
                                    case DENIED -> "would not be paid for";
                                    case WAITS -> "would wait for money";
                                },
                                shortage.detail()))));
        addMore(lines, answer.budget().size(), OTHERS_SHOWN);
        return lines;
    }

    /** What admission would say, in one line. */
    static String words(AdmissionOutlook outlook) {
        String detail = PlainText.line(outlook.detail());
        return switch (outlook.verdict()) {
            case ALLOWED -> "allowed now. " + detail;
            case QUEUED -> "would wait: " + detail + startWords(outlook.queue());
            case DEDUPLICATED -> "deduplicated: " + detail;
            case DENIED ->
                "denied now: %s %s%s"
                        .formatted(
                                outlook.code(),
                                detail,
                                outlook.retryAfterMs() == null
                                        ? ""
                                        : " Trying again may help in "
                                                + Words.of(Duration.ofMillis(outlook.retryAfterMs())) + ".");
        };
    }

    private static String startWords(@Nullable QueuePlace place) {
        return place == null || place.estimatedStart() == null
                ? ""
                : " It may start at about " + place.estimatedStart() + ".";
    }

    private static String words(Conflict conflict) {
        return PlainText.line("%s (%s) and %s (%s) meet at %s"
                        .formatted(
                                conflict.first(),
                                conflict.patternOfFirst(),
                                conflict.second(),
                                conflict.patternOfSecond(),
                                conflict.conflictGroup() == null
                                        ? conflict.path()
                                        : "conflict group " + conflict.conflictGroup()))
                .indent(2)
                .stripTrailing();
    }

    private static String chain(List<StepId> path) {
        Stream<String> begin = path.stream().map(StepId::value).limit(CHAIN_SHOWN);
        Stream<String> more =
                path.size() > CHAIN_SHOWN ? Stream.of("...", path.getLast().value()) : Stream.empty();
        return Stream.concat(begin, more).collect(joining(" > "));
    }
}
