package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void a_quantile_is_the_smallest_sample_that_is_not_below_its_share() {
        Samples hundred = Samples.of(
                LongStream.rangeClosed(1, 100).mapToObj(i -> i * 1_000_000).toList());
        assertThat(hundred.median()).isEqualTo(50);
        assertThat(hundred.p99()).isEqualTo(99);
        assertThat(hundred.millis(1)).isEqualTo(100);
    }

    @Test
    void no_samples_have_no_quantiles() {
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.of(List.of()));
    }
}
