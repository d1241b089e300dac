package dev.signalbox.contracts.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest(name = "{0} meets {1} in {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "src/**/*.py            | src/a.py             | src/a.py",
                "**/*.py                | src/**               | src/a.py",
                "src/**/*.py            | src/api/**           | src/api/a.py",
                "tests/**/*.py          | tests/unit/**        | tests/unit/a.py",
                "src/**                 | src/x.py             | src/x.py",
                "src/{a,b}.py           | src/a.py             | src/a.py",
                "src/../src/a.py        | src/a.py             | src/a.py",
                "src\\a.py              | src/a.py             | src/a.py",
                "./src//a.py            | src/a.py             | src/a.py",
                "meta                   | meta/x/y             | meta/x/y",
                "meta/                  | meta/x/y             | meta/x/y",
                "meta/                  | meta                 | meta",
                "*/                     | x/y                  | x/y",
                ".                      | x/y                  | x/y",
                "**                     | x                    | x",
                "a*b                    | *ab                  | ab",
                "test_*                 | *.py                 | test_.py",
                "[a-f]x                 | [!a-e]?              | fx",
                "{src,lib/{a,b}}/**     | lib/b/c              | lib/b/c",
                "?                      | é                    | é",
                "app/[[]slug[]]/*.tsx   | app/**/page.*        | app/[slug]/page.tsx",
            })
    void overlapping_patterns_name_a_path_in_both(String a, String b, String path) {
        PathPattern first = PathPattern.parse(a);
        PathPattern second = PathPattern.parse(b);

        assertThat(first.meetingPath(second)).contains(path);
        assertThat(second.overlaps(first)).isTrue();
        assertThat(first.matches(path)).isTrue();
        assertThat(second.matches(path)).isTrue();
    }

    @ParameterizedTest(name = "{0} never meets {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "src/*.py      | src/auth/**",
                "*             | x/y",
                "src/a.py      | src/b.py",
                "src           | srcs",
                "SRC/a.py      | src/a.py",
                "src/[a-m]*    | src/[!a-m]*",
                "**/*.py       | **/*.java",
                "a?            | a",
                "?             | [.]a",
                "docs/**/x     | docs/*.md",
            })
    void patterns_without_a_common_path_do_not_overlap(String a, String b) {
        assertThat(PathPattern.parse(a).meetingPath(PathPattern.parse(b))).isEmpty();
        assertThat(PathPattern.parse(b).meetingPath(PathPattern.parse(a))).isEmpty();
    }

    @Test
    void names_that_are_composed_differently_are_the_same_name() {
        assertThat(PathPattern.parse("caf\u00e9").overlaps(PathPattern.parse("cafe\u0301")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"                      | is empty",
                "\"   \"                   | is empty",
                "/etc/passwd             | is absolute",
                "\\\\server\\share       | is absolute",
                "C:\\temp                | is absolute",
                "~/notes                 | is absolute",
                "{src,/etc}              | is absolute",
                "..                      | leaves the workspace",
                "src/../../x             | leaves the workspace",
                "**/../x                 | may leave the workspace",
                "{a,}                    | empty alternative",
                "src/[ab                 | '[' that is not closed",
                "src/[a/b]               | '[' that is not closed",
                "src/ab]                 | ']' without '['",
                "src/{a,b                | '{' that is not closed",
                "src/a}b                 | '}' without '{'",
                "a}{b}                   | '}' without '{'",
                "[z-a]                   | ends before it begins",
                "src/[.]                 | no file name fits",
                "{1,2,3,4,5,6,7}{1,2,3,4,5,6,7}{1,2,3,4,5,6,7}                | more than 256 alternatives",
                "{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2}{1,2} | more than 256 alternatives",
            })
    void what_is_no_pattern_is_refused_with_a_plain_reason(String text, String reason) {
        assertThatThrownBy(() -> PathPattern.parse(text))
                .isInstanceOf(InvalidPathPattern.class)
                .hasMessageContaining(text)
                .hasMessageContaining(reason);
    }

    @Test
    void control_characters_and_endless_patterns_are_refused() {
        assertThatThrownBy(() -> PathPattern.parse("a\0b")).hasMessageContaining("control character");
        assertThatThrownBy(() -> PathPattern.parse("a\nb")).hasMessageContaining("control character");
        assertThatThrownBy(() -> PathPattern.parse("a".repeat(1025))).hasMessageContaining("1024 characters");
    }

    @Test
    void exactly_256_alternatives_are_still_a_pattern() {
        assertThat(PathPattern.parse("{1,2}".repeat(8)).ends()).hasSize(256);
    }

    @Test
    void a_path_outside_the_workspace_matches_nothing() {
        PathPattern everything = PathPattern.parse("**");

        assertThat(everything.matches("a/b")).isTrue();
        assertThat(everything.matches("../a")).isFalse();
        assertThat(everything.matches("/a")).isFalse();
        assertThat(everything.matches("")).isFalse();
        assertThat(everything.matches(".")).isFalse();
    }

    @Test
    void the_ends_are_what_all_paths_of_an_alternative_begin_and_end_with() {
        assertThat(PathPattern.parse("src/{api,web/*.py}").ends())
                .containsExactly(
                        new PatternEnds(List.of("src", "api"), true, true, ""),
                        new PatternEnds(List.of("src", "web"), false, false, ".py"));
        assertThat(PathPattern.parse("**/a[bc]d?_test.java").ends())
                .containsExactly(new PatternEnds(List.of(), true, false, "_test.java"));
        assertThat(PathPattern.parse("src/**/x").ends())
                .containsExactly(new PatternEnds(List.of("src"), true, true, ""));
    }

    @Test
    void what_opens_certainly_meets_what_closes_below_its_beginning() {
        PatternEnds opening = PathPattern.parse("src/**/*.py").ends().getFirst();

        assertThat(opening.certainlyMeets(PathPattern.parse("src/api/").ends().getFirst()))
                .isTrue();
        assertThat(opening.certainlyMeets(PathPattern.parse("docs/").ends().getFirst()))
                .isFalse();
        assertThat(opening.certainlyMeets(
                        PathPattern.parse("src/**/*.py").ends().getFirst()))
                .isFalse();
    }

    @Test
    void the_worst_patterns_are_compared_in_no_time() {
        PathPattern stars = PathPattern.parse("*a".repeat(500));
        PathPattern others = PathPattern.parse("*b".repeat(500));
        PathPattern depths = PathPattern.parse("**/a/".repeat(200) + "x*");
        PathPattern otherDepths = PathPattern.parse("**/b/".repeat(200) + "y*");

        long start = System.nanoTime();
        assertThat(stars.overlaps(others)).isFalse();
        assertThat(depths.overlaps(otherDepths)).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
