package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE = new Table(
            List.of("STEP", "WHY"),
            List.of(
                    List.of(Cell.of("build"), Cell.of("")),
                    List.of(Cell.of("a-rather-long-name"), Cell.of("waits for something with a long name"))));

    @Test
    void columns_line_up() {
        assertThat(TABLE.lines(80, false))
                .containsExactly(
                        "STEP                WHY", "build", "a-rather-long-name  waits for something with a long name");
    }

    @Test
    void the_widest_column_gives_way_on_a_narrow_terminal() {
        assertThat(TABLE.lines(40, false))
                .allMatch(line -> line.length() <= 40)
                .last()
                .isEqualTo("a-rather-long-name  waits for something…");
    }

    @Test
    void colour_does_not_move_columns() {
        Table painted = new Table(List.of("A", "B"), List.of(List.of(new Cell("x", Style.RED), Cell.of("y"))));

        assertThat(painted.lines(80, true)).last().isEqualTo("\u001b[31mx\u001b[0m  y");
    }

    @Test
    void a_cell_cannot_carry_an_escape_sequence_or_a_line_end() {
        Table evil = new Table(List.of("A", "B"), List.of(List.of(Cell.of("\u001b[2Jx\ny"), Cell.of("z"))));

        assertThat(evil.lines(80, false)).last().isEqualTo("x y  z");
    }
}
