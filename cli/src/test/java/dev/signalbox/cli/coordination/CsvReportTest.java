package dev.signalbox.cli.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReportTest {
    private static final List<String> TRIGGERS = List.of("=", "+", "-", "@", "\t", "\r", " =", "\n@", "\uFF1D");

    @Test
    void there_is_a_row_for_each_workflow_and_each_step() {
        String text =
                new CsvReport(Samples.report(Samples.run(RunStatus.FAILED), Samples.steps(), "First", "Second")).text();

        List<List<String>> rows = parsed(text);

        assertThat(rows).hasSize(1 + 2 + 3).allMatch(row -> row.size() == CsvReport.HEADLINE.size());
        assertThat(rows)
                .extracting(List::getFirst)
                .containsExactly("kind", "workflow", "workflow", "step", "step", "step");
        assertThat(rows.get(4)).contains("second/test", "failed", "linter", "0.21", "4.000");
        assertThat(rows.get(4).getLast()).contains("exit code 2", "no such file");
    }

    @Test
    void every_cell_is_quoted_and_every_row_ends_as_the_standard_says() {
        String text =
                new CsvReport(Samples.report(Samples.run(RunStatus.FAILED), Samples.steps(), "First", "Second")).text();

        assertThat(text.split("\r\n")).allMatch(row -> row.startsWith("\"") && row.endsWith("\""));
        assertThat(text).endsWith("\r\n").doesNotContain(",,");
    }

    @Test
    void no_cell_is_a_formula_whatever_the_names_are_and_nothing_else_is_lost() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> cells = List.of(text(random), text(random), text(random));

            List<List<String>> rows = parsed(Csv.row(cells));

            assertThat(rows).as("seed %d, round %d", seed, round).hasSize(1);
            for (int at = 0; at < cells.size(); at++) {
                String cell = rows.getFirst().get(at);
                assertThat(cell.stripLeading())
                        .as("seed %d", seed)
                        .doesNotStartWith("=")
                        .doesNotStartWith("+")
                        .doesNotStartWith("-")
                        .doesNotStartWith("@");
                assertThat(cell).as("seed %d", seed).isIn(cells.get(at), "'" + cells.get(at));
            }
        }
    }

    @Test
    void a_hostile_title_does_not_reach_the_spreadsheet_as_a_formula() {
        Report report = Samples.report(
                Samples.run(RunStatus.FAILED),
                List.of(Samples.step(
                        Samples.TEST, 0, "=HYPERLINK(\"x\")", StepStatus.FAILED, Samples.failed("@SUM(1)"), "+1")),
                "-first",
                "=second");

        assertThat(parsed(new CsvReport(report).text()).stream().flatMap(List::stream))
                .noneMatch(cell -> TRIGGERS.stream().anyMatch(cell::startsWith))
                .contains("'=HYPERLINK(\"x\")", "'=second", "'-first");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextBoolean()) {
            text.append(TRIGGERS.get(random.nextInt(TRIGGERS.size())));
        }
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(
                    List.of("a", ",", "\"", "\n", "\r\n", "=", " ", "ü", "'").get(random.nextInt(9)));
        }
        return text.toString();
    }

    /** A small reader of RFC 4180 in which every cell is quoted. */
    private static List<List<String>> parsed(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            assertThat(text.charAt(at)).isEqualTo('"');
            StringBuilder cell = new StringBuilder();
            at++;
            while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                cell.append(text.charAt(at));
                at += text.charAt(at) == '"' ? 2 : 1;
            }
            row.add(cell.toString());
            at++;
            if (text.charAt(at) == ',') {
                at++;
            } else {
                assertThat(text.substring(at, at + 2)).isEqualTo("\r\n");
                at += 2;
                rows.add(List.copyOf(row));
                row.clear();
            }
        }
        return rows;
    }
}
