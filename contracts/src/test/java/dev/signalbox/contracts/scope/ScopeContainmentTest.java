package dev.signalbox.contracts.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeContainmentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "src/**      | src/**",
                "src/api/**  | src/**",
                "src/a.py    | src/**",
                "src/*.py    | src",
                "src/a/{b,c} | src/a/**",
                "docs/x      | **",
                "**/*.py     | **",
            })
    void what_is_certain_to_be_within_is_within(String inner, String outer) {
        assertThat(ScopeContainment.beyond(writing(inner), writing(outer))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs/x    | src/**",
                "**        | src/**",
                "src       | src/*.py",
                "src/a.py  | src/*.py",
                "src/*.py  | src/a.py",
                "src2/x    | src/**",
                "src/../a  | src/**",
                "s*/a      | src/**",
            })
    void what_is_not_certain_to_be_within_is_beyond(String inner, String outer) {
        assertThat(ScopeContainment.beyond(writing(inner), writing(outer))).contains(inner);
    }

    @Test
    void writing_is_not_within_reading_and_reading_is_within_writing() {
        FileScope reading = new FileScope(List.of("src/**"), List.of());

        assertThat(ScopeContainment.beyond(writing("src/a"), reading)).contains("src/a");
        assertThat(ScopeContainment.beyond(reading, writing("src/**"))).isEmpty();
    }

    private static FileScope writing(String pattern) {
        return new FileScope(List.of(), List.of(pattern));
    }
}
