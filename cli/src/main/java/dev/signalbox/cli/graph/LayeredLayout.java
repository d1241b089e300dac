package dev.signalbox.cli.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Places the nodes of a graph whose arrows go from lower to higher levels: a column for each level, and in it the nodes in an order
 * with few crossings. An arrow over several columns gets a lane in each column between, so that it passes no node from behind.
 */
final class LayeredLayout {
    private static final int SWEEPS = 16;
    private static final int MOST_LANES = 4_000;
    private static final double NODE = 44;
    private static final double LANE = 8;
    private static final double GAP = 14;

    private final List<List<Cell>> columns = new ArrayList<>();
    private final List<Cell> nodes = new ArrayList<>();
    private final List<List<Cell>> routes = new ArrayList<>();
    private final boolean lanes;

    /** A node, or the lane of an arrow in a column. */
    static final class Cell {
        private final int column;
        private final double height;
        private final List<Cell> before = new ArrayList<>();
        private final List<Cell> after = new ArrayList<>();
        private double middle;

        private Cell(int column, double height) {
            this.column = column;
            this.height = height;
        }

        int column() {
            return column;
        }

        /** Where its middle is, from the top. */
        double middle() {
            return middle;
        }

        private double wished(List<Cell> neighbours) {
            return neighbours.stream().mapToDouble(Cell::middle).average().orElse(middle);
        }
    }

    /**
     * Lays out a graph.
     *
     * @param levels the level of each node
     * @param arrows pairs of nodes, each from a lower to a higher level
     */
    LayeredLayout(int[] levels, List<int[]> arrows) {
        for (int level : levels) {
            nodes.add(cell(level, NODE));
        }
        this.lanes = arrows.stream()
                        .mapToLong(arrow -> levels[arrow[1]] - levels[arrow[0]] - 1L)
                        .sum()
                <= MOST_LANES;
        arrows.forEach(arrow -> routes.add(route(nodes.get(arrow[0]), nodes.get(arrow[1]))));
        columns.forEach(LayeredLayout::stack);
        IntStream.range(0, SWEEPS).forEach(this::sweep);
        IntStream.range(0, SWEEPS).forEach(this::align);
        double top = columns.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> cell.middle - cell.height / 2)
                .min()
                .orElse(0);
        columns.forEach(column -> column.forEach(cell -> cell.middle -= top));
    }

    Cell node(int number) {
        return nodes.get(number);
    }

    /** For each arrow, in the order given, the cells it goes through, both ends included. */
    List<List<Cell>> routes() {
        return routes;
    }

    int columnCount() {
        return columns.size();
    }

    double height() {
        return columns.stream()
                .flatMap(List::stream)
                .mapToDouble(cell -> cell.middle + cell.height / 2)
                .max()
                .orElse(0);
    }

    private Cell cell(int column, double height) {
        while (columns.size() <= column) {
            columns.add(new ArrayList<>());
        }
        Cell cell = new Cell(column, height);
        columns.get(column).add(cell);
        return cell;
    }

    private List<Cell> route(Cell from, Cell to) {
        List<Cell> route = new ArrayList<>(List.of(from));
        if (lanes) {
            for (int column = from.column + 1; column < to.column; column++) {
                route.add(cell(column, LANE));
            }
        }
        route.add(to);
        for (int at = 1; at < route.size(); at++) {
            route.get(at - 1).after.add(route.get(at));
            route.get(at).before.add(route.get(at - 1));
        }
        return route;
    }

    private static void stack(List<Cell> column) {
        double y = 0;
        for (Cell cell : column) {
            cell.middle = y + cell.height / 2;
            y += cell.height + GAP;
        }
        double half = (y - GAP) / 2;
        column.forEach(cell -> cell.middle -= half);
    }

    /** Sorts every column by where its neighbours are, to the right and back. */
    private void sweep(int number) {
        boolean right = number % 2 == 0;
        for (int at = 0; at < columns.size(); at++) {
            List<Cell> column = columns.get(right ? at : columns.size() - 1 - at);
            column.sort(Comparator.comparingDouble(cell -> cell.wished(right ? cell.before : cell.after)));
            stack(column);
        }
    }

    /** Moves cells towards their neighbours as far as the order and the gaps allow. */
    private void align(int number) {
        boolean right = number % 2 == 0;
        for (int at = 0; at < columns.size(); at++) {
            List<Cell> column = columns.get(right ? at : columns.size() - 1 - at);
            double[] wished = column.stream()
                    .mapToDouble(cell -> cell.wished(right ? cell.before : cell.after))
                    .toArray();
            place(column, wished);
        }
    }

    private static void place(List<Cell> column, double[] wished) {
        double shift = 0;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < wished.length; at++) {
            Cell cell = column.get(at);
            cell.middle = Math.max(wished[at], bottom + cell.height / 2);
            bottom = cell.middle + cell.height / 2 + GAP;
            shift += wished[at] - cell.middle;
        }
        double correction = wished.length == 0 ? 0 : shift / wished.length;
        column.forEach(cell -> cell.middle += correction);
    }
}
