package dev.signalbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of one run of the bench, in the order in which they were measured. */
final class Report {
    private final List<Figure> figures = new ArrayList<>();

    /** Notes a figure and shows it at once, for those who wait. */
    void add(String name, double value, String unit, String note) {
        Figure figure = new Figure(name, value, unit, note);
        figures.add(figure);
        System.err.println(line(figure));
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** A Markdown table. */
    String table() {
        StringBuilder table = new StringBuilder("| what | figure | unit | note |\n|---|---:|---|---|\n");
        for (Figure figure : figures) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s |%n",
                    figure.name(),
                    number(figure.value()),
                    figure.unit(),
                    figure.note()));
        }
        return table.toString();
    }

    private static String line(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%-60s %12s %-10s %s",
                figure.name(),
                number(figure.value()),
                figure.unit(),
                figure.note());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }
}
