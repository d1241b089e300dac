package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalvingTest {
    @Test
    void a_row_that_passes_takes_one_trial_and_an_empty_one_none() throws IOException, Disturbed {
        List<Integer> trials = new ArrayList<>();

        assertThat(Halving.longestPassing(100, trials::add)).isEqualTo(100);
        assertThat(Halving.longestPassing(0, trials::add)).isZero();

        assertThat(trials).containsExactly(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 31, 32, 33, 100})
    void wherever_it_begins_to_fail_it_is_found_in_logarithmically_many_trials(int row) throws IOException, Disturbed {
        for (int good = 0; good < row; good++) {
            int longest = good;
            List<Integer> trials = new ArrayList<>();

            int found = Halving.longestPassing(row, length -> {
                trials.add(length);
                return length <= longest;
            });

            assertThat(found).isEqualTo(good);
            assertThat(trials).hasSizeLessThanOrEqualTo(1 + Integer.SIZE - Integer.numberOfLeadingZeros(row - 1));
            assertThat(trials).contains(good + 1);
        }
    }

    @Test
    void the_next_one_fails_also_when_some_longer_one_passes() throws IOException, Disturbed {
        boolean[] passes = {true, false, true, true, false, false, true, false};

        int found = Halving.longestPassing(8, length -> passes[length - 1]);

        assertThat(found).isLessThan(8);
        assertThat(found == 0 || passes[found - 1]).isTrue();
        assertThat(passes[found]).isFalse();
    }
}
