package dev.signalbox.cli.graph;

import dev.signalbox.cli.graph.LayeredLayout.Cell;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.NeverRun;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as a picture: levels are columns, dependencies are arrows, conflicts are dashed red lines behind the nodes. */
final class SvgGraph {
    private static final int MOST_CONFLICTS_DRAWN = 1_000;
    private static final double MARGIN = 24;
    private static final double HEAD = 84;
    private static final double HALF_NODE = 22;
    private static final double COLUMN_GAP = 90;
    private static final double CHARACTER = 7;
    private static final int LONGEST_LABEL = 40;
    private static final List<String> FILLS =
            List.of("#e8f0fe", "#e6f4ea", "#fef7e0", "#f3e8fd", "#fce8e6", "#e4f7fb", "#f1f3f4");
    private static final String STYLE = """
            <style>
            text { font-family: ui-sans-serif, system-ui, sans-serif; font-size: 12px; fill: #202124; }
            .name { font-size: 18px; font-weight: 600; }
            .small { font-size: 11px; fill: #5f6368; }
            .step rect { stroke: #9aa0a6; stroke-width: 1; }
            .never rect { stroke: #d93025; stroke-width: 2; }
            .arrow { fill: none; stroke: #80868b; stroke-width: 1.3; marker-end: url(#head); }
            .conflict { fill: none; stroke: #d93025; stroke-width: 1.3; stroke-dasharray: 5 4; }
            </style>
            <defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">\
            <path d="M0,0 L8,4 L0,8 z" fill="#80868b"/></marker></defs>
            """;

    private final Plan plan;
    private final Map<StepId, Integer> numbers = new HashMap<>();
    private final Map<String, String> fills = new HashMap<>();
    private final Set<StepId> neverRun;
    private final LayeredLayout layout;
    private final double nodeWidth;
    private final StringBuilder svg = new StringBuilder();
    private int undrawnArrows;

    SvgGraph(Plan plan) {
        this.plan = plan;
        plan.order().forEach(step -> numbers.put(step.step(), numbers.size()));
        this.neverRun = plan.neverRun().stream().map(NeverRun::step).collect(Collectors.toSet());
        this.layout = new LayeredLayout(
                plan.order().stream().mapToInt(PlannedStep::level).toArray(), arrows());
        int longest = plan.order().stream()
                .mapToInt(step ->
                        Math.max(step.step().value().length(), below(step).length()))
                .max()
                .orElse(0);
        this.nodeWidth = Math.clamp(longest, 12, LONGEST_LABEL) * CHARACTER + 16;
    }

    /** Those dependencies that do not follow from others: a step that is before one of the needed steps needs no arrow of its own. */
    private List<int[]> arrows() {
        List<int[]> arrows = new ArrayList<>();
        List<BitSet> before = new ArrayList<>();
        for (PlannedStep step : plan.order()) {
            BitSet further = new BitSet();
            BitSet all = new BitSet();
            for (StepId need : step.dependsOn()) {
                further.or(before.get(number(need)));
                all.set(number(need));
            }
            for (int need = all.nextSetBit(0); need >= 0; need = all.nextSetBit(need + 1)) {
                if (further.get(need)) {
                    undrawnArrows++;
                } else {
                    arrows.add(new int[] {need, number(step.step())});
                }
            }
            all.or(further);
            before.add(all);
        }
        return arrows;
    }

    private int number(StepId step) {
        return Objects.requireNonNull(numbers.get(step));
    }

    String draw() {
        double width = 2 * MARGIN + layout.columnCount() * (nodeWidth + COLUMN_GAP) - COLUMN_GAP + 40;
        double height = HEAD + layout.height() + MARGIN;
        String size = pixels(Math.max(width, 640)) + " " + pixels(height);
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s\">\n"
                .formatted(pixels(Math.max(width, 640)), pixels(height), size));
        svg.append(STYLE);
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        head();
        layout.routes().forEach(this::arrow);
        plan.conflicts().stream().limit(MOST_CONFLICTS_DRAWN).forEach(this::conflict);
        plan.order().forEach(this::node);
        return svg.append("</svg>\n").toString();
    }

    private void head() {
        text(MARGIN, 32, "name", plan.name());
        long undrawn = plan.conflictCount() - Math.min(plan.conflicts().size(), MOST_CONFLICTS_DRAWN);
        text(
                MARGIN,
                52,
                "small",
                "%s on %s, at most %d in flight together; dashed: %s of steps that may not be in flight together%s%s%s"
                        .formatted(
                                Words.count(plan.order().size(), "step"),
                                Words.count(plan.levelSizes().size(), "level"),
                                plan.peakParallelism(),
                                Words.count(plan.conflictCount(), "pair"),
                                undrawn > 0 ? ", " + undrawn + " of them not drawn" : "",
                                neverRun.isEmpty() ? "" : "; red: can never run",
                                undrawnArrows == 0
                                        ? ""
                                        : "; %d dependencies that follow from others have no arrow"
                                                .formatted(undrawnArrows)));
        for (int column = 0; column < plan.levelSizes().size(); column++) {
            text(
                    x(column),
                    HEAD - 10,
                    "small",
                    "level %d (%d)".formatted(column, plan.levelSizes().get(column)));
        }
    }

    private void arrow(List<Cell> route) {
        StringBuilder path = new StringBuilder();
        for (int at = 0; at < route.size(); at++) {
            Cell cell = route.get(at);
            double y = y(cell);
            if (at == 0) {
                path.append("M" + point(x(cell.column()) + nodeWidth, y));
            } else {
                Cell previous = route.get(at - 1);
                path.append(curve(x(previous.column()) + nodeWidth, y(previous), x(cell.column()), y));
                if (at < route.size() - 1) {
                    path.append(" L" + point(x(cell.column()) + nodeWidth, y));
                }
            }
        }
        svg.append("<path class=\"arrow\" d=\"").append(path).append("\"/>\n");
    }

    private static String curve(double fromX, double fromY, double toX, double toY) {
        double half = (toX - fromX) / 2;
        return " C" + point(fromX + half, fromY) + " " + point(toX - half, toY) + " " + point(toX, toY);
    }

    private void conflict(Conflict conflict) {
        Cell first = layout.node(number(conflict.first()));
        Cell second = layout.node(number(conflict.second()));
        double fromX = x(first.column()) + nodeWidth;
        String path = first.column() == second.column()
                ? bow(fromX, y(first), y(second))
                : "M" + point(fromX, y(first)) + curve(fromX, y(first), x(second.column()), y(second));
        String meeting = "%s (%s) and %s (%s) meet at %s"
                .formatted(
                        conflict.first(),
                        conflict.patternOfFirst(),
                        conflict.second(),
                        conflict.patternOfSecond(),
                        conflict.path());
        svg.append("<path class=\"conflict\" d=\"%s\"><title>%s</title></path>\n".formatted(path, escaped(meeting)));
    }

    /** A line between two nodes of a column, bent to the right; the further they are apart, the more. */
    private static String bow(double x, double fromY, double toY) {
        double out = x + Math.min(80, 20 + Math.abs(toY - fromY) / 8);
        return "M" + point(x, fromY) + " C" + point(out, fromY) + " " + point(out, toY) + " " + point(x, toY);
    }

    private void node(PlannedStep step) {
        Cell cell = layout.node(number(step.step()));
        double top = y(cell) - HALF_NODE;
        svg.append("<g class=\"%s\"><title>%s</title>\n"
                .formatted(neverRun.contains(step.step()) ? "step never" : "step", escaped(tooltip(step))));
        svg.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\" fill=\"%s\"/>\n"
                .formatted(
                        pixels(x(cell.column())),
                        pixels(top),
                        pixels(nodeWidth),
                        pixels(2 * HALF_NODE),
                        fill(step.track())));
        text(x(cell.column()) + 8, top + 18, "", cut(step.step().value()));
        text(x(cell.column()) + 8, top + 35, "small", cut(below(step)));
        svg.append("</g>\n");
    }

    private static String tooltip(PlannedStep step) {
        String after = step.dependsOn().stream().map(StepId::value).collect(Collectors.joining(", "));
        return step.step() + (step.title() == null ? "" : ": " + step.title()) + "\n" + below(step)
                + (after.isEmpty() ? "" : "\nafter " + after);
    }

    private static String below(PlannedStep step) {
        String agent = step.agent() == null ? "nobody" : step.agent().value();
        return step.track() == null ? agent : agent + " · " + step.track();
    }

    private String fill(@Nullable String track) {
        return track == null
                ? FILLS.getLast()
                : fills.computeIfAbsent(track, fresh -> FILLS.get(fills.size() % (FILLS.size() - 1)));
    }

    private double x(int column) {
        return MARGIN + column * (nodeWidth + COLUMN_GAP);
    }

    private static double y(Cell cell) {
        return HEAD + cell.middle();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_LABEL
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }

    private void text(double x, double y, String style, String text) {
        String styled = style.isEmpty() ? "" : " class=\"" + style + "\"";
        svg.append("<text x=\"%s\" y=\"%s\"%s>%s</text>\n".formatted(pixels(x), pixels(y), styled, escaped(text)));
    }

    private static String point(double x, double y) {
        return pixels(x) + "," + pixels(y);
    }

    /** Whole pixels, written alike in every locale. */
    private static String pixels(double length) {
        return Long.toString(Math.round(length));
    }

    /** What XML cannot hold becomes a replacement character; nothing of a text can become markup. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isXml(character) ? character : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || (character >= ' ' && character <= 0xD7FF)
                || (character >= 0xE000 && character <= 0xFFFD)
                || character > 0xFFFF;
    }
}
