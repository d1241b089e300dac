package dev.signalbox.contracts.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTailTest {
    @Test
    void an_output_that_fits_is_handed_on_as_it_is() {
        assertThat(tail("two\nlines\n", 10)).isEqualTo("two\nlines\n");
    }

    @Test
    void of_a_longer_one_the_end_is_handed_on_and_what_is_missing_is_counted() {
        assertThat(tail("0123456789", 4)).isEqualTo("[the first 6 bytes are left out]\n6789");
    }

    @Test
    void the_end_begins_with_a_whole_character() {
        assertThat(tail("aäöü", 5)).isEqualTo("[the first 3 bytes are left out]\nöü");
    }

    @Test
    void what_was_not_kept_at_all_is_counted_too() {
        byte[] kept = "6789".getBytes(StandardCharsets.UTF_8);

        assertThat(OutputTail.of(kept, 4, 1_000_000, 4)).isEqualTo("[the first 999996 bytes are left out]\n6789");
    }

    @Test
    void bytes_that_are_no_text_become_a_sign_that_says_so() {
        byte[] bytes = {'a', (byte) 0xFF, 0, 'b'};

        assertThat(OutputTail.of(bytes, 4, 4, 10)).isEqualTo("a\uFFFD\uFFFDb");
    }

    private static String tail(String printed, int limit) {
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        return OutputTail.of(bytes, bytes.length, bytes.length, limit);
    }
}
