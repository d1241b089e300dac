package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void colours_and_cursor_movements_are_removed() {
        assertThat(PlainText.of("\u001b[1;31mred\u001b[0m \u001b[2J\u001b[10;10Hhere\u001b[?25l"))
                .isEqualTo("red here");
    }

    @Test
    void a_title_a_link_and_a_clipboard_write_are_removed() {
        assertThat(PlainText.of("a\u001b]0;evil title\u0007b\u001b]8;;http://x\u001b\\c\u001b]52;c;ZXZpbA==\u0007d"))
                .isEqualTo("abcd");
    }

    @Test
    void the_eight_bit_forms_are_removed_too() {
        assertThat(PlainText.of("a\u009b31mb\u009d0;title\u009cc")).isEqualTo("abc");
    }

    @Test
    void backspaces_bells_and_text_direction_overrides_are_removed() {
        assertThat(PlainText.of("safe\b\b\b\b\u0007evil\u202etxt.exe\u0000")).isEqualTo("safeeviltxt.exe");
    }

    @Test
    void line_ends_and_tabs_stay_and_a_carriage_return_cannot_overwrite_a_line() {
        assertThat(PlainText.of("a\tb\r\nc\rd\n")).isEqualTo("a\tb\nc\nd\n");
    }

    @Test
    void a_line_is_one_line() {
        assertThat(PlainText.line(" two\n\u001b[1mlines\u001b[0m\t here ")).isEqualTo("two lines here");
    }

    @Test
    void ordinary_text_of_any_language_stays_as_it_is() {
        assertThat(PlainText.of("grün, 信号, 🚦")).isEqualTo("grün, 信号, 🚦");
    }

    @Test
    void no_generated_text_leaves_a_control_character() {
        Random random = new Random(20260301);
        String alphabet = "\u001b\u009b\u009d[]P;?0123mHJ\u0007\\\r\n\tab\u202e";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 24; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(PlainText.of(text.toString())).doesNotMatch("(?s).*[\\p{Cc}\u202e&&[^\\n\\t]].*");
        }
    }

    @Test
    void a_sequence_cut_in_two_pieces_is_removed_whole() {
        PlainStream stream = new PlainStream();

        String shown = stream.take("red: \u001b[3") + stream.take("1mx\r") + stream.take("\ny") + stream.rest();

        assertThat(shown).isEqualTo("red: x\ny");
    }

    @Test
    void what_was_held_back_comes_at_the_end() {
        PlainStream stream = new PlainStream();

        assertThat(stream.take("a\r")).isEqualTo("a");
        assertThat(stream.rest()).isEqualTo("\n");
        assertThat(stream.rest()).isEmpty();
    }
}
