package dev.signalbox.definitions.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {
    private static final List<String> KEYS = List.of("depends_on", "timeout", "run", "ws-22-schema");

    @ParameterizedTest
    @CsvSource({
        "dependson, '; did you mean ''depends_on''?'",
        "timeuot,   '; did you mean ''timeout''?'",
        "urn,       '; did you mean ''run''?'",
        "ws-22,     '; did you mean ''ws-22-schema''?'",
        "banana,    ''",
        "x,         ''",
    })
    void only_what_is_close_is_suggested(String written, String suggestion) {
        assertThat(DidYouMean.among(KEYS, written)).isEqualTo(suggestion);
    }
}
