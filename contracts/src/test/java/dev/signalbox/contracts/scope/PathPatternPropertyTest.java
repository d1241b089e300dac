package dev.signalbox.contracts.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Generated patterns against every path of up to three levels with names of up to two characters of {@code a}, {@code b}, {@code .}. */
class PathPatternPropertyTest {
    private static final int PATTERNS = 400;
    private static final List<List<String>> PATHS = paths();

    private record Sample(GeneratedPattern generated, PathPattern parsed, BitSet members) {}

    @Test
    void patterns_match_and_overlap_as_brute_force_says() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("PathPatternPropertyTest runs with -Dsignalbox.test.seed=" + seed);
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int at = 0; at < PATTERNS; at++) {
            samples.add(sample(GeneratedPattern.generate(random), seed));
        }

        int overlapping = 0;
        for (Sample a : samples) {
            for (Sample b : samples) {
                overlapping += compare(a, b, seed) ? 1 : 0;
            }
        }
        assertThat(overlapping).isBetween(PATTERNS, PATTERNS * PATTERNS - PATTERNS);
    }

    private static Sample sample(GeneratedPattern generated, long seed) {
        PathPattern parsed = PathPattern.parse(generated.text());
        BitSet members = new BitSet();
        for (int at = 0; at < PATHS.size(); at++) {
            boolean expected = generated.fits(PATHS.get(at));
            String path = String.join("/", PATHS.get(at));
            assertThat(parsed.matches(path))
                    .as("%s matches %s, seed %d", generated.text(), path, seed)
                    .isEqualTo(expected);
            members.set(at, expected);
        }
        return new Sample(generated, parsed, members);
    }

    private static boolean compare(Sample a, Sample b, long seed) {
        Optional<String> path = a.parsed.meetingPath(b.parsed);
        if (path.isEmpty()) {
            assertThat(a.members.intersects(b.members))
                    .as("%s overlaps %s, seed %d", a.parsed, b.parsed, seed)
                    .isFalse();
        } else {
            List<String> names = List.of(path.get().split("/"));
            assertThat(a.generated.fits(names) && b.generated.fits(names))
                    .as("%s meets %s in %s, seed %d", a.parsed, b.parsed, path.get(), seed)
                    .isTrue();
            assertThat(names).doesNotContain("", ".", "..");
        }
        return path.isPresent();
    }

    private static List<List<String>> paths() {
        List<String> names = new ArrayList<>();
        for (String first : List.of("a", "b", ".")) {
            for (String second : List.of("", "a", "b", ".")) {
                names.add(first + second);
            }
        }
        names.removeAll(List.of(".", ".."));
        List<List<String>> paths = new ArrayList<>();
        for (String first : names) {
            paths.add(List.of(first));
            for (String second : names) {
                paths.add(List.of(first, second));
                for (String third : names) {
                    paths.add(List.of(first, second, third));
                }
            }
        }
        return paths;
    }
}
