package dev.signalbox.runner.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.support.Attempts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutputCaptureTest {
    private static final int MEGABYTE = 1024 * 1024;

    private final List<OutputChunk> sent = new ArrayList<>();
    private final List<Runnable> flushes = new ArrayList<>();
    private boolean refusing;

    @Test
    void pieces_are_numbered_over_both_streams_in_the_order_in_which_they_were_read() {
        OutputCapture capture = capture(MEGABYTE);
        print(capture, OutputStreamName.STDOUT, "one ");
        print(capture, OutputStreamName.STDOUT, "two");
        print(capture, OutputStreamName.STDERR, "oops");
        print(capture, OutputStreamName.STDOUT, "three");

        long bytes = capture.close();

        assertThat(sent).extracting(OutputChunk::number).containsExactly(1L, 2L, 3L);
        assertThat(sent).extracting(OutputChunk::text).containsExactly("one two", "oops", "three");
        assertThat(sent)
                .extracting(OutputChunk::stream)
                .containsExactly(OutputStreamName.STDOUT, OutputStreamName.STDERR, OutputStreamName.STDOUT);
        assertThat(bytes).isEqualTo(16);
    }

    @Test
    void the_last_words_are_the_end_of_stderr_or_of_stdout_when_stderr_is_blank() {
        OutputCapture capture = capture(MEGABYTE);
        assertThat(capture.lastWords()).isEmpty();

        print(capture, OutputStreamName.STDOUT, "working");
        print(capture, OutputStreamName.STDERR, "\n");
        assertThat(capture.lastWords()).isEqualTo("working");

        print(capture, OutputStreamName.STDERR, "a".repeat(50_000) + "oops");
        capture.close();
        assertThat(capture.lastWords()).hasSize(4_000).endsWith("aoops");
    }

    @Test
    void what_was_printed_is_sent_after_a_while_even_if_nothing_follows() {
        OutputCapture capture = capture(MEGABYTE);
        print(capture, OutputStreamName.STDOUT, "hello");
        assertThat(sent).isEmpty();

        flushes.forEach(Runnable::run);

        assertThat(sent).extracting(OutputChunk::text).containsExactly("hello");
    }

    @Test
    void a_remark_of_the_runner_is_read_beside_the_errors_and_is_no_last_word() {
        OutputCapture capture = capture(MEGABYTE);
        print(capture, OutputStreamName.STDOUT, "working");

        capture.remark("[it is not held to its limit of cpu]");

        assertThat(capture.lastWords()).isEqualTo("working");
        capture.close();
        assertThat(sent).last().satisfies(chunk -> {
            assertThat(chunk.stream()).isEqualTo(OutputStreamName.STDERR);
            assertThat(chunk.text()).isEqualTo("[it is not held to its limit of cpu]\n");
        });
    }

    @Test
    void what_got_lost_after_it_was_taken_is_counted_with_the_next_piece() {
        AtomicLong lost = new AtomicLong();
        OutputCapture capture = new OutputCapture(
                Attempts.attempt("a"),
                OutputLimit.of(MEGABYTE),
                0,
                sent::add,
                flushes::add,
                Clock.systemUTC(),
                () -> lost.getAndSet(0));
        print(capture, OutputStreamName.STDOUT, "one");
        print(capture, OutputStreamName.STDERR, "two");
        lost.set(3);

        capture.close();

        assertThat(sent).extracting(OutputChunk::droppedBytes).containsExactly(0L, 3L);
    }

    @Test
    void one_flush_is_planned_for_many_small_prints() {
        OutputCapture capture = capture(MEGABYTE);

        for (int i = 0; i < 100; i++) {
            print(capture, OutputStreamName.STDOUT, "x");
        }

        assertThat(flushes).hasSize(1);
    }

    @Test
    void a_character_may_be_split_between_reads() {
        OutputCapture capture = capture(MEGABYTE);
        byte[] euro = "€😀".getBytes(UTF_8);

        for (byte part : euro) {
            capture.accept(OutputStreamName.STDOUT, new byte[] {part}, 1);
        }
        capture.close();

        assertThat(text()).isEqualTo("€😀");
    }

    @Test
    void bytes_that_are_not_utf_8_and_nul_are_replaced() {
        OutputCapture capture = capture(MEGABYTE);
        byte[] bytes = {'a', (byte) 0xff, 'b', 0, 'c', (byte) 0xe2, (byte) 0x82};

        capture.accept(OutputStreamName.STDOUT, bytes, bytes.length);
        long total = capture.close();

        assertThat(text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
        assertThat(total).isEqualTo(7);
    }

    @Test
    void any_bytes_cut_anywhere_read_the_same_as_in_one_piece() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = new byte[10_000];
        random.nextBytes(bytes);
        String expected = new String(bytes, UTF_8).replace('\0', '\uFFFD');
        OutputCapture capture = capture(MEGABYTE);

        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(50), bytes.length - from);
            byte[] part = Arrays.copyOfRange(bytes, from, from + length);
            capture.accept(OutputStreamName.STDOUT, part, length);
            from += length;
        }
        capture.close();

        assertThat(text()).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void of_a_long_output_head_and_tail_are_kept_and_the_rest_is_counted() {
        OutputCapture capture = capture(16L * MEGABYTE);
        StringBuilder all = new StringBuilder();
        for (int line = 0; line < 400_000; line++) {
            all.append("%099d%n".formatted(line));
        }
        byte[] bytes = all.toString().getBytes(UTF_8);

        for (int from = 0; from < bytes.length; from += 32_768) {
            byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 32_768));
            capture.accept(OutputStreamName.STDOUT, part, part.length);
        }
        long total = capture.close();

        String kept = text();
        long dropped = sent.stream().mapToLong(OutputChunk::droppedBytes).sum();
        assertThat(total).isEqualTo(bytes.length);
        assertThat(kept.length() + dropped).isEqualTo(total);
        assertThat(kept.length()).isBetween(15 * MEGABYTE, 16 * MEGABYTE);
        assertThat(kept).startsWith("0000").endsWith("%099d%n".formatted(399_999));
        assertThat(sent.stream().filter(chunk -> chunk.droppedBytes() > 0)).hasSize(1);
    }

    @Test
    void a_piece_that_could_not_be_sent_is_counted_in_the_next_one() {
        OutputCapture capture = capture(MEGABYTE);
        print(capture, OutputStreamName.STDOUT, "lost");
        refusing = true;
        flushes.forEach(Runnable::run);
        refusing = false;
        print(capture, OutputStreamName.STDOUT, "kept");

        capture.close();

        assertThat(sent).singleElement().satisfies(chunk -> {
            assertThat(chunk.number()).isEqualTo(1);
            assertThat(chunk.text()).isEqualTo("kept");
            assertThat(chunk.droppedBytes()).isEqualTo(4);
        });
    }

    @Test
    void nothing_is_sent_after_the_close() {
        OutputCapture capture = capture(MEGABYTE);
        capture.close();

        print(capture, OutputStreamName.STDOUT, "late");
        capture.close();

        assertThat(sent).isEmpty();
    }

    @Test
    void what_is_handed_over_is_what_was_printed_on_stdout() {
        OutputCapture capture = handingOver(100);
        print(capture, OutputStreamName.STDOUT, "one ");
        print(capture, OutputStreamName.STDERR, "oops");
        print(capture, OutputStreamName.STDOUT, "two\n");

        assertThat(capture.handover()).isEqualTo("one two\n");
    }

    @Test
    void of_a_long_output_the_end_is_handed_over_however_it_was_cut_into_pieces() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            OutputCapture capture = handingOver(10);
            StringBuilder printed = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                String piece = "0123456789abcdefghijklmnopqrstuvwxyz".substring(0, random.nextInt(36));
                print(capture, OutputStreamName.STDOUT, piece);
                printed.append(piece);
            }

            String end = printed.substring(printed.length() - 10);
            assertThat(capture.handover())
                    .isEqualTo("[the first " + (printed.length() - 10) + " bytes are left out]\n" + end);
        }
    }

    @Test
    void nothing_is_handed_over_when_nobody_needs_it() {
        OutputCapture capture = capture(MEGABYTE);
        print(capture, OutputStreamName.STDOUT, "one");

        assertThat(capture.handover()).isNull();
    }

    private OutputCapture handingOver(int bytes) {
        return new OutputCapture(
                Attempts.attempt("a"), OutputLimit.of(MEGABYTE), bytes, this::take, flushes::add, Clock.systemUTC());
    }

    private OutputCapture capture(long bytes) {
        return new OutputCapture(
                Attempts.attempt("a"), OutputLimit.of(bytes), this::take, flushes::add, Clock.systemUTC());
    }

    private boolean take(OutputChunk chunk) {
        return !refusing && sent.add(chunk);
    }

    private static void print(OutputCapture capture, OutputStreamName stream, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        capture.accept(stream, bytes, bytes.length);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        sent.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
