package dev.signalbox.definitions.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever becomes of a valid definition, it is read or refused with a place in it. {@code -Dsignalbox.fuzz.minutes=10} tries for ten
 * minutes, {@code -Dsignalbox.test.seed} tries the same again.
 */
class DefinitionFuzzTest {
    private static final int ROUNDS = 5_000;
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r]");
    private static final SourceFile AGENTS = FuzzedFixtures.agents();

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_spoiled_definition_is_read_or_refused_with_a_place_in_it() throws Exception {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        Duration time = Duration.ofMinutes(Long.getLong("signalbox.fuzz.minutes", 0));
        Random seeds = new Random(seed);
        Instant end = Instant.now().plus(time);
        int read = 0;
        int rounds = 0;

        while (rounds < ROUNDS || Instant.now().isBefore(end)) {
            rounds++;
            read += isRead(seeds.nextLong()) ? 1 : 0;
        }

        System.out.println("DefinitionFuzzTest ran with -Dsignalbox.test.seed=" + seed + ": " + rounds
                + " definitions, " + read + " read, " + (rounds - read) + " refused");
        assertThat(read).as("read ones, or the fuzzer spoils too much").isGreaterThan(rounds / 100);
        assertThat(rounds - read)
                .as("refused ones, or the fuzzer spoils too little")
                .isGreaterThan(rounds / 100);
    }

    private static boolean isRead(long seed) throws Exception {
        List<SourceFile> files = new Mutator(seed, FuzzedFixtures.valid()).next();
        @Nullable SourceFile agents = seed % 2 == 0 ? AGENTS : null;
        DefinitionInput input =
                new DefinitionInput(files, agents, null, seed % 3 == 0, null, null, DefinitionLimits.DEFAULT);
        try {
            return switch (DefinitionReader.read(input)) {
                case ReadResult.Readable readable -> {
                    assertUsable(readable.spec());
                    yield true;
                }
                case ReadResult.Unreadable unreadable -> {
                    assertPlaced(
                            unreadable.problems(),
                            agents == null
                                    ? files
                                    : Stream.concat(files.stream(), Stream.of(agents))
                                            .toList());
                    yield false;
                }
            };
        } catch (Exception | StackOverflowError | AssertionError e) {
            throw new AssertionError(e + ", spoiled with seed " + seed + ": " + files, e);
        }
    }

    private static void assertUsable(RunSpec spec) throws Exception {
        String json = ContractJson.mapper().writeValueAsString(spec);
        assertThat(ContractJson.mapper().readValue(json, RunSpec.class).steps()).hasSameSizeAs(spec.steps());
        assertThat(Planner.plan(spec).order()).hasSameSizeAs(spec.steps());
    }

    private static void assertPlaced(List<InputProblem> problems, List<SourceFile> files) {
        assertThat(problems).extracting(InputProblem::severity).contains(Severity.ERROR);
        for (InputProblem problem : problems) {
            assertThat(problem.message()).isNotBlank();
            if (problem.code().equals(InputProblemCode.GOAL_MISSING.name())) {
                assertThat(problem.file())
                        .as("what is missing in the request and in no file")
                        .isEqualTo("request");
                continue;
            }
            assertThat(files)
                    .filteredOn(file -> file.name().equals(problem.file()))
                    .as("the place of %s", problem)
                    .anyMatch(file -> isIn(problem, file.content()));
        }
    }

    private static boolean isIn(InputProblem problem, String content) {
        List<String> lines = List.of(LINE_END.split(content, -1));
        return problem.line() >= 1
                && problem.line() <= lines.size()
                && problem.column() >= 1
                && problem.column() <= lines.get(problem.line() - 1).length() + 1;
    }
}
