package dev.signalbox.cli.coordination;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180) that are safe to open in a spreadsheet: every cell is quoted, and one that a spreadsheet would
 * take for a formula begins with an apostrophe.
 */
final class Csv {
    private static final String TRIGGERS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Csv() {}

    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String clean = text.replace("\0", "");
        String harmless = isFormula(clean) ? "'" + clean : clean;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }

    /** Some programs strip blanks before they look. */
    private static boolean isFormula(String text) {
        String begin = text.replaceFirst("^[ \\u00A0]+", "");
        return !begin.isEmpty() && TRIGGERS.indexOf(begin.charAt(0)) >= 0;
    }
}
