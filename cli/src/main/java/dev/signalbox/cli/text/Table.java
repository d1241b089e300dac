package dev.signalbox.cli.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Columns with a headline. The widest columns give way first when the whole is wider than the terminal. */
public record Table(List<String> headline, List<List<Cell>> rows) {
    private static final String GAP = "  ";
    private static final int NARROWEST = 6;

    public Table {
        rows = List.copyOf(rows);
    }

    /** The lines, the headline first, none longer than {@code width}. */
    public List<String> lines(int width, boolean colour) {
        int[] widths = widths(width);
        List<Cell> head =
                headline.stream().map(name -> new Cell(name, Style.FAINT)).toList();
        return IntStream.range(-1, rows.size())
                .mapToObj(row -> line(row < 0 ? head : rows.get(row), widths, colour))
                .toList();
    }

    private int[] widths(int available) {
        int[] widths = IntStream.range(0, headline.size()).map(this::widest).toArray();
        int gaps = GAP.length() * (widths.length - 1);
        while (Arrays.stream(widths).sum() + gaps > available) {
            int widest = IntStream.range(0, widths.length)
                    .reduce(0, (left, right) -> widths[right] > widths[left] ? right : left);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    private int widest(int column) {
        return Math.max(
                headline.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private static String line(List<Cell> cells, int[] widths, boolean colour) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            boolean last = column == cells.size() - 1;
            line.append(cells.get(column).in(widths[column], last, colour)).append(last ? "" : GAP);
        }
        return line.toString().stripTrailing();
    }
}
