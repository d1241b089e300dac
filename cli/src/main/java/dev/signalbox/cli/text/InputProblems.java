package dev.signalbox.cli.text;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Problems of input files as compilers show them: place, code, message, and the line with a caret under the column. */
public record InputProblems(List<SourceFile> sources) {
    private static final int LONGEST_LINE = 160;

    public InputProblems {
        sources = List.copyOf(sources);
    }

    public List<String> lines(List<InputProblem> problems, boolean colour) {
        List<String> lines = new ArrayList<>();
        problems.forEach(problem -> {
            lines.add(headline(problem, colour));
            lineOf(problem).ifPresent(text -> lines.addAll(excerpt(problem, text)));
        });
        return lines;
    }

    private static String headline(InputProblem problem, boolean colour) {
        boolean warning = problem.severity() == Severity.WARNING;
        String place = "%s:%d:%d".formatted(PlainText.line(problem.file()), problem.line(), problem.column());
        String code = (warning ? "warning " : "") + problem.code();
        return Style.BOLD.paint(place, colour)
                + " " + (warning ? Style.YELLOW : Style.RED).paint(code, colour)
                + " " + PlainText.line(problem.message());
    }

    private Optional<String> lineOf(InputProblem problem) {
        return sources.stream()
                .filter(source -> source.name().equals(problem.file()))
                .findFirst()
                .flatMap(source -> source.content()
                        .lines()
                        .skip(Math.max(0, problem.line() - 1))
                        .findFirst());
    }

    private static List<String> excerpt(InputProblem problem, String line) {
        int column = Math.min(Math.max(problem.column(), 1), line.length() + 1);
        int from = column > LONGEST_LINE ? column - LONGEST_LINE / 2 : 1;
        String shown = printable(line.substring(from - 1, Math.min(line.length(), from - 1 + LONGEST_LINE)));
        String number = Integer.toString(problem.line());
        return List.of(
                " " + number + " | " + shown,
                " " + " ".repeat(number.length()) + " | " + " ".repeat(column - from) + "^");
    }

    /** One column stays one column, so that the caret points at the right place. */
    private static String printable(String line) {
        return line.replaceAll("[\\p{Cc}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", " ");
    }
}
