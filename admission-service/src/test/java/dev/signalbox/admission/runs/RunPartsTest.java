package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunPartsTest {
    @Test
    void what_fits_is_one_part_in_its_order() {
        List<StepSpec> steps = List.of(step("a"), step("b", "a"), step("c"));

        assertThat(RunParts.cut(steps, RunParts.SIZE)).containsExactly(steps);
    }

    @Test
    void no_part_needs_a_step_of_a_later_one() {
        List<StepSpec> steps = IntStream.range(0, 20_000)
                .mapToObj(i -> i == 19_999 ? step("s" + i) : step("s" + i, "s" + (i + 1)))
                .toList();

        List<List<StepSpec>> parts = RunParts.cut(steps, 100_000);

        assertThat(parts).hasSizeGreaterThan(10);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(steps);
        Set<StepId> there = new HashSet<>();
        for (List<StepSpec> part : parts) {
            part.forEach(step -> there.add(step.id()));
            assertThat(part).allSatisfy(step -> assertThat(there).containsAll(step.dependsOn()));
        }
    }

    @Test
    void steps_that_are_there_already_are_not_looked_for() {
        assertThat(RunParts.cut(List.of(step("b", "a")), RunParts.SIZE)).containsExactly(List.of(step("b", "a")));
        assertThat(RunParts.cut(List.of(), RunParts.SIZE)).containsExactly(List.of());
    }

    @Test
    void a_step_larger_than_a_part_is_a_part_by_itself() {
        assertThat(RunParts.cut(List.of(step("a"), step("b"), step("c")), 1)).hasSize(3);
    }

    private static StepSpec step(String id, String... needs) {
        return StepSpecBuilder.builder()
                .id(new StepId(id))
                .dependsOn(Stream.of(needs).map(StepId::new).toList())
                .files(FileScope.NONE)
                .retry(RetryPolicy.ONCE)
                .build();
    }
}
