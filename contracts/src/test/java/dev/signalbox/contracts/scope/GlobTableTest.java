package dev.signalbox.contracts.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of patterns that comparing texts or prefixes gets wrong. */
class GlobTableTest {
    @ParameterizedTest(name = "{0} and {1} overlap: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            src/**/*.py    | src/a.py       | true
            **/*.py        | src/**         | true
            src/**/*.py    | src/api/**     | true
            tests/**/*.py  | tests/unit/**  | true
            src/*.py       | src/auth/**    | false
            src/**         | src/x.py       | true
            *              | x/y            | false
            src/{a,b}.py   | src/a.py       | true
            src/{a,b}.py   | src/c.py       | false
            src/../src/a.py| src/a.py       | true
            src\\a.py      | src/a.py       | true
            SRC/a.py       | src/a.py       | false
            """)
    void two_writers_overlap_when_some_path_is_in_both(String a, String b, boolean overlap) {
        assertThat(PathPattern.parse(a).overlaps(PathPattern.parse(b))).isEqualTo(overlap);
        assertThat(ScopeOverlap.between(writes(b), writes(a)).isPresent()).isEqualTo(overlap);
    }

    @Test
    void a_backslash_separates_names_like_a_slash() {
        assertThat(PathPattern.parse("src\\api\\*.py").matches("src/api/x.py")).isTrue();
    }

    @Test
    void an_empty_pattern_is_refused() {
        assertThatExceptionOfType(InvalidPathPattern.class).isThrownBy(() -> PathPattern.parse(""));
        assertThatExceptionOfType(InvalidPathPattern.class)
                .isThrownBy(() -> ScopeOverlap.between(writes(" "), writes("src/")));
    }

    private static FileScope writes(String pattern) {
        return new FileScope(List.of(), List.of(pattern));
    }
}
