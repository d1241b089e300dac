package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.spec.FileScope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaimCheckTest {
    private static final FileScope SCOPE = new FileScope(List.of("docs"), List.of("src", "*.md"));

    @Test
    void what_is_only_read_is_outside_and_what_is_below_a_directory_is_inside() {
        assertThat(outside(SCOPE, "", "src/a/b.c", "README.md", "docs/guide.md", "other"))
                .containsExactly("docs/guide.md", "other");
    }

    @Test
    void what_is_beside_the_workspace_is_outside() {
        assertThat(outside(SCOPE, "shop/", "shop/src/a", "src/a", "shop2/src/a"))
                .containsExactly("src/a", "shop2/src/a");
    }

    @Test
    void a_step_that_says_nothing_may_write_everything() {
        assertThat(outside(FileScope.NONE, "", "a")).isEmpty();
    }

    private static List<String> outside(FileScope scope, String prefix, String... paths) {
        return new ClaimCheck(scope, prefix)
                .outside(
                        Stream.of(paths).map(path -> new FileChange(path, 1, 0)).toList());
    }
}
