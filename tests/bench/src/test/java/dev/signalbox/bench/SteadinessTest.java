package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SteadinessTest {
    @Test
    void what_goes_on_falling_is_not_steady() {
        assertThat(after(9, 8, 7, 6, 5, 4).isReached()).isFalse();
    }

    @Test
    void what_has_stopped_falling_is_steady() {
        Steadiness steadiness = after(9, 8, 5, 4.1, 3.9, 4);

        assertThat(steadiness.isReached()).isFalse();
        steadiness.add(4);
        assertThat(steadiness.isReached()).isTrue();
        assertThat(steadiness.cost()).isEqualTo(4);
    }

    @Test
    void two_rounds_are_no_proof() {
        assertThat(after(4, 4).isReached()).isFalse();
    }

    @Test
    void it_ends_some_time() {
        assertThat(after(90, 80, 70, 60, 50, 40, 30, 20).isReached()).isTrue();
    }

    private static Steadiness after(double... costs) {
        Steadiness steadiness = new Steadiness(2, 8);
        DoubleStream.of(costs).forEach(steadiness::add);
        return steadiness;
    }
}
