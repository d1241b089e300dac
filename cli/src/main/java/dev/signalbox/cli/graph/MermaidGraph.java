package dev.signalbox.cli.graph;

import dev.signalbox.cli.text.PlainText;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A plan in the language of Mermaid. */
final class MermaidGraph {
    private MermaidGraph() {}

    static String draw(Plan plan) {
        Map<StepId, String> names = new HashMap<>();
        StringBuilder mermaid = new StringBuilder("flowchart LR\n");
        for (PlannedStep step : plan.order()) {
            String name = "s" + names.size();
            names.put(step.step(), name);
            String agent = step.agent() == null ? "nobody" : step.agent().value();
            mermaid.append("    %s[\"%s<br/>%s\"]%n"
                    .formatted(name, escaped(step.step().value()), escaped(agent)));
        }
        for (PlannedStep step : plan.order()) {
            for (StepId need : step.dependsOn()) {
                mermaid.append("    %s --> %s%n".formatted(name(names, need), name(names, step.step())));
            }
        }
        for (Conflict conflict : plan.conflicts()) {
            mermaid.append("    %s -. \"%s\" .- %s%n"
                    .formatted(
                            name(names, conflict.first()), escaped(conflict.path()), name(names, conflict.second())));
        }
        long more = plan.conflictCount() - plan.conflicts().size();
        return mermaid.append(more == 0 ? "" : "    %% and " + more + " more conflicts\n")
                .toString();
    }

    private static String name(Map<StepId, String> names, StepId step) {
        return Objects.requireNonNull(names.get(step));
    }

    /** Mermaid writes special characters as their numbers between {@code #} and {@code ;}. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        PlainText.line(text).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || " -_./:,".indexOf(character) >= 0) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append('#').append(character).append(';');
            }
        });
        return escaped.toString();
    }
}
