package dev.signalbox.cli.graph;

import dev.signalbox.contracts.api.Plan;
import java.util.function.Function;

/** The languages in which the graph of a plan can be written. */
public enum GraphFormat {
    /** The language of Graphviz. */
    DOT(DotGraph::draw),
    /** The language of Mermaid, which code hosts show in Markdown. */
    MERMAID(MermaidGraph::draw),
    /** A picture that every browser shows. */
    SVG(plan -> new SvgGraph(plan).draw());

    private final Function<Plan, String> drawing;

    GraphFormat(Function<Plan, String> drawing) {
        this.drawing = drawing;
    }

    /** The steps as nodes, dependencies as arrows, conflicts as dashed lines; ends with a line feed. */
    public String draw(Plan plan) {
        return drawing.apply(plan);
    }
}
