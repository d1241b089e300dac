package dev.signalbox.cli.graph;

import dev.signalbox.cli.text.PlainText;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.PlannedStep;

/** A plan in the language of Graphviz. */
final class DotGraph {
    private DotGraph() {}

    static String draw(Plan plan) {
        StringBuilder dot = new StringBuilder("digraph " + quoted(plan.name())
                + " {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
        for (PlannedStep step : plan.order()) {
            dot.append("  ")
                    .append(quoted(step.step().value()))
                    .append(" [label=")
                    .append(quoted(step.step() + "\n" + (step.agent() == null ? "nobody" : step.agent())))
                    .append("];\n");
        }
        for (PlannedStep step : plan.order()) {
            for (StepId need : step.dependsOn()) {
                dot.append("  %s -> %s;%n"
                        .formatted(quoted(need.value()), quoted(step.step().value())));
            }
        }
        for (Conflict conflict : plan.conflicts()) {
            dot.append("  %s -> %s [dir=none, style=dashed, color=red, constraint=false, tooltip=%s];%n"
                    .formatted(
                            quoted(conflict.first().value()),
                            quoted(conflict.second().value()),
                            quoted(conflict.path())));
        }
        return dot.append(unlisted(plan)).append("}\n").toString();
    }

    private static String unlisted(Plan plan) {
        long more = plan.conflictCount() - plan.conflicts().size();
        return more == 0 ? "" : "  // and " + more + " more conflicts\n";
    }

    private static String quoted(String text) {
        String plain = PlainText.of(text).replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + plain.replace("\n", "\\n") + "\"";
    }
}
