package dev.signalbox.runner.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HostTextsTest {
    private static final String MEMINFO = """
            MemTotal:       16303428 kB
            MemFree:          611364 kB
            MemAvailable:    4075857 kB
            Buffers:          274684 kB
            Cached:          3465496 kB
            SwapCached:            0 kB
            HugePages_Total:       0
            Hugepagesize:       2048 kB
            """;

    @Test
    void the_load_of_a_minute_is_shared_by_the_processors() {
        assertThat(HostTexts.loadPerCore("3.00 1.50 0.75 2/467 12345\n", 4)).hasValue(0.75);
        assertThat(HostTexts.loadPerCore("12 9.1 8 11/2001 7\n", 2)).hasValue(6.0);
    }

    @Test
    void a_text_of_another_form_tells_no_load() {
        assertThat(HostTexts.loadPerCore("", 2)).isEmpty();
        assertThat(HostTexts.loadPerCore("load: 3.0\n", 2)).isEmpty();
        assertThat(HostTexts.loadPerCore("3.00 1.50 0.75 2/467 12345\n", 0)).isEmpty();
    }

    @Test
    void memory_that_a_new_process_could_have_is_not_in_use() {
        assertThat(HostTexts.memoryUsed(MEMINFO).orElseThrow()).isEqualTo(0.75, within());
    }

    @Test
    void a_kernel_that_does_not_say_what_is_available_is_believed_to_give_away_its_caches() {
        String old = "MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 50 kB\nCached: 250 kB\n";

        assertThat(HostTexts.memoryUsed(old)).hasValue(0.6);
    }

    @Test
    void a_text_without_totals_tells_nothing_of_the_memory() {
        assertThat(HostTexts.memoryUsed("")).isEmpty();
        assertThat(HostTexts.memoryUsed("MemTotal: 0 kB\nMemFree: 0 kB\n")).isEmpty();
        assertThat(HostTexts.memoryUsed("MemTotal: 1000 kB\n")).isEmpty();
    }

    @Test
    void a_share_is_never_outside_of_nothing_and_everything() {
        assertThat(HostTexts.share(-5, 10)).isZero();
        assertThat(HostTexts.share(15, 10)).isEqualTo(1);
    }

    private static Offset<Double> within() {
        return Offset.offset(0.0001);
    }
}
