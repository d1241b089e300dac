package dev.signalbox.admission.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildScopeTest {
    private static final AttemptToken PARENT = new AttemptToken(
            new AttemptRef(
                    new WorkspaceId("shop"),
                    new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10"),
                    new StepId("build"),
                    1,
                    1),
            0,
            Instant.parse("2026-03-14T09:26:53Z"));
    private static final FileScope SERVICES = new FileScope(List.of("docs/**"), List.of("services/**"));

    @Test
    void a_child_works_in_the_workspace_of_its_parent() {
        assertThat(ChildScope.beyond(new WorkspaceId("shop"), PARENT)).isEmpty();
        assertThat(ChildScope.beyond(new WorkspaceId("bank"), PARENT))
                .map(Deny::code)
                .contains(ProblemCode.SCOPE_EXCEEDED);
    }

    @Test
    void a_child_edits_what_its_parents_step_may_edit() {
        assertThat(beyond(SERVICES, writing("services/api/**"), reading("docs/**"), reading("services/**")))
                .isEmpty();
    }

    @Test
    void a_child_that_would_edit_more_is_refused_with_the_step_and_the_pattern() {
        assertThat(beyond(SERVICES, writing("services/**"), writing("docs/**"))).hasValueSatisfying(denial -> {
            assertThat(denial.code()).isEqualTo(ProblemCode.SCOPE_EXCEEDED);
            assertThat(denial.reason()).contains("'writes-docs/--'", "'docs/**'", "'build'");
        });
    }

    @Test
    void a_parents_step_without_files_sets_no_limit() {
        assertThat(beyond(FileScope.NONE, writing("anything/**"))).isEmpty();
    }

    private static Optional<Deny> beyond(FileScope parent, StepSpec... steps) {
        return ChildScope.beyond(List.of(steps), parent, PARENT.attempt().step());
    }

    private static StepSpec writing(String pattern) {
        return step("writes-" + pattern.replace('*', '-'), new FileScope(List.of(), List.of(pattern)));
    }

    private static StepSpec reading(String pattern) {
        return step("reads-" + pattern.replace('*', '-'), new FileScope(List.of(pattern), List.of()));
    }

    private static StepSpec step(String id, FileScope files) {
        return StepSpecBuilder.builder()
                .id(new StepId(id))
                .files(files)
                .retry(RetryPolicy.ONCE)
                .build();
    }
}
