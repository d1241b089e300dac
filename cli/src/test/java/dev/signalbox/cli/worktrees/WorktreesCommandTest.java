package dev.signalbox.cli.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a person types them, on a repository of the real git. */
class WorktreesCommandTest {
    private static final String RUN = "01980f6e-3c00-7a11-8e21-5f0c2b9d4e10";
    private static final String MERGED = "ws/api/coder-" + RUN + "-1";
    private static final String UNMERGED = "ws/docs/coder-" + RUN + "-1";
    private static final String UNCOMMITTED = "ws/tests/coder-" + RUN + "-1";
    private static final String SUBMODULE = "ws/libs/coder-" + RUN + "-1";
    private static final String IN_USE = "ws/build/coder-" + RUN + "-1";

    @TempDir
    Path directory;

    private Path shop;

    @BeforeEach
    void create() throws IOException {
        shop = Files.createDirectories(directory.resolve("shop")).toRealPath();
        git("init", "--quiet", "--initial-branch=main");
        Files.writeString(shop.resolve("a.txt"), "a\n");
        git("add", "--all");
        git("commit", "--quiet", "--message", "begin");
        git("branch", "signalbox/" + RUN);
        worktree(MERGED);
        Files.writeString(worktree(UNMERGED).resolve("b.txt"), "b\n");
        git("-C", path(UNMERGED).toString(), "add", "--all");
        git("-C", path(UNMERGED).toString(), "commit", "--quiet", "--message", "b");
        Files.writeString(worktree(UNCOMMITTED).resolve("c.txt"), "c\n");
        worktree(IN_USE);
        git(
                "worktree",
                "lock",
                "--reason",
                "signalbox: in use by node-1, for attempt 1",
                path(IN_USE).toString());
    }

    private Path worktree(String branch) throws IOException {
        git("worktree", "add", "--quiet", "-b", branch, path(branch).toString());
        return path(branch);
    }

    private Path path(String branch) {
        return shop.resolveSibling("worktrees").resolve(branch.split("/")[1]);
    }

    private void git(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=u", "-c", "user.email=u@example.org"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(shop.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue())
                .as(command + ": " + output)
                .isZero();
    }

    private CommandRun worktrees(String... arguments) {
        return CommandRun.of(
                shop,
                Map.of(),
                Stream.concat(Stream.of("worktrees"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private String stateOf(String branch) {
        JsonNode all = json(worktrees("list", "--json").out()).get("worktrees");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(row -> row.get("worktree").get("branch").asText().equals(branch))
                .map(row -> row.get("state").asText())
                .findFirst()
                .orElse("gone");
    }

    @Test
    void each_is_listed_with_what_would_be_lost_with_it() {
        CommandRun list = worktrees("list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.outLines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("merged") && line.contains(MERGED))
                .anyMatch(line -> line.startsWith("unmerged") && line.contains(UNMERGED))
                .anyMatch(line -> line.startsWith("uncommitted") && line.contains(UNCOMMITTED))
                .anyMatch(line -> line.startsWith("in use") && line.contains(IN_USE));
    }

    @Test
    void the_list_is_json_for_programs() {
        JsonNode list = json(worktrees("list", "--json").out());

        assertThat(list.get("count").asInt()).isEqualTo(4);
        assertThat(list.get("bytes").asLong()).isPositive();
        assertThat(stateOf(MERGED)).isEqualTo("merged");
        assertThat(stateOf(IN_USE)).isEqualTo("in_use");
    }

    @Test
    void one_that_is_kept_stays_when_others_are_cleaned_until_it_need_not_be_kept_any_longer() {
        CommandRun keep = worktrees("keep", MERGED, "--reason", "to look at");

        assertThat(keep.exitCode()).isZero();
        assertThat(keep.err()).isEqualToIgnoringNewLines("kept: " + path(MERGED));
        assertThat(stateOf(MERGED)).isEqualTo("kept");
        assertThat(worktrees("clean").exitCode()).isZero();
        assertThat(path(MERGED)).isDirectory();

        assertThat(worktrees("keep", MERGED, "--end").err())
                .isEqualToIgnoringNewLines("no longer kept: " + path(MERGED));
        assertThat(stateOf(MERGED)).isEqualTo("merged");
        assertThat(worktrees("clean").exitCode()).isZero();
        assertThat(path(MERGED)).doesNotExist();
        assertThat(stateOf(MERGED)).isEqualTo("gone");
    }

    @Test
    void one_is_kept_by_its_path_too_again_with_another_reason_and_json_says_so() {
        worktrees("keep", MERGED);

        CommandRun again = worktrees("keep", "../worktrees/api", "--reason", "still to look at", "--json");

        assertThat(again.exitCode()).isZero();
        assertThat(json(again.out()).get("branch").asText()).isEqualTo(MERGED);
        assertThat(json(again.out()).get("kept").asBoolean()).isTrue();
        assertThat(worktrees("list", "--json").out()).contains("\"lock\":\"still to look at\"");
    }

    @Test
    void one_that_is_in_use_is_neither_kept_nor_released() {
        CommandRun keep = worktrees("keep", IN_USE);
        CommandRun end = worktrees("keep", IN_USE, "--end");

        assertThat(List.of(keep, end)).allSatisfy(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
            assertThat(refused.err())
                    .contains("An attempt is at work in it", path(IN_USE).toString());
        });
        assertThat(stateOf(IN_USE)).isEqualTo("in_use");
    }

    @Test
    void only_what_is_merged_is_cleaned() {
        CommandRun clean = worktrees("clean");

        assertThat(clean.exitCode()).isZero();
        assertThat(clean.outLines()).containsExactly("removed " + path(MERGED));
        assertThat(clean.err()).contains("removed 1, left 3");
        assertThat(path(UNMERGED).resolve("b.txt")).exists();
        assertThat(path(UNCOMMITTED).resolve("c.txt")).exists();
        assertThat(path(IN_USE)).isDirectory();
    }

    @Test
    void new_files_are_work_even_for_a_user_who_does_not_want_to_see_them() throws IOException {
        git("config", "status.showUntrackedFiles", "no");

        assertThat(stateOf(UNCOMMITTED)).isEqualTo("uncommitted");
        assertThat(worktrees("clean").outLines()).containsExactly("removed " + path(MERGED));
        assertThat(path(UNCOMMITTED).resolve("c.txt")).exists();
    }

    @Test
    void one_that_git_does_not_let_go_keeps_none_of_the_others() throws IOException {
        Path withSubmodule = worktree(SUBMODULE);
        String in = withSubmodule.toString();
        git("-C", in, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", shop.toString(), "lib");
        git("-C", in, "commit", "--quiet", "--message", "with a library");
        git("update-ref", "refs/heads/signalbox/" + RUN, SUBMODULE);

        CommandRun clean = worktrees("clean");

        assertThat(clean.exitCode()).isZero();
        assertThat(clean.outLines()).containsExactly("removed " + path(MERGED));
        assertThat(clean.err()).contains("left " + withSubmodule).contains("submodules");
        assertThat(withSubmodule.resolve("lib")).isDirectory();
    }

    @Test
    void a_dry_run_says_what_would_go_and_removes_nothing() {
        CommandRun dry = worktrees("clean", "--dry-run", "--json");

        assertThat(json(dry.out()).get("dryRun").asBoolean()).isTrue();
        assertThat(json(dry.out()).get("removed")).hasSize(1);
        assertThat(json(dry.out()).get("left")).hasSize(3);
        assertThat(path(MERGED)).isDirectory();
    }

    @Test
    void what_is_named_goes_with_all_that_is_in_it_even_when_it_is_named_twice() {
        CommandRun clean = worktrees(
                "clean", "--force", UNCOMMITTED, "--force", path(UNCOMMITTED).toString());

        assertThat(clean.exitCode()).isZero();
        assertThat(path(UNCOMMITTED)).doesNotExist();
        assertThat(stateOf(UNCOMMITTED)).isEqualTo("gone");
        assertThat(stateOf(UNMERGED)).isEqualTo("unmerged");
    }

    @Test
    void more_left_than_may_be_is_exit_code_1() {
        assertThat(worktrees("clean", "--max-count", "2").exitCode()).isEqualTo(ExitCode.RUN_FAILED.number());
        assertThat(worktrees("clean", "--max-count", "3", "--max-size", "1").exitCode())
                .isZero();
        assertThat(worktrees("clean", "--max-size", "0").exitCode()).isEqualTo(ExitCode.RUN_FAILED.number());
    }

    static Stream<List<String>> wrong() {
        return Stream.of(
                List.of("keep"),
                List.of("keep", MERGED, UNMERGED),
                List.of("keep", "ws/nowhere/coder-" + RUN + "-1"),
                List.of("keep", "main"),
                List.of("keep", MERGED, "--reason", "signalbox: in use by me"),
                List.of("keep", MERGED, "--for", "ever"),
                List.of("clean", "--max-count", "-1"),
                List.of("clean", "--max-size", "-1"),
                List.of("clean", "--max-count", "many"),
                List.of("clean", "--force", "nothing"),
                List.of("clean", "--force", IN_USE),
                List.of("clean", MERGED),
                List.of("list", "--workspace", "nowhere"),
                List.of("list", "--workspace", "/"),
                List.of("purge"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrong_arguments_are_wrong_usage_and_change_nothing(List<String> arguments) {
        CommandRun wrong = worktrees(arguments.toArray(String[]::new));

        assertThat(wrong.exitCode()).as(wrong.toString()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(wrong.err()).isNotBlank();
        assertThat(wrong.out()).isEmpty();
        assertThat(stateOf(MERGED)).isEqualTo("merged");
        assertThat(stateOf(IN_USE)).isEqualTo("in_use");
    }

    @Test
    void an_error_is_json_for_programs() {
        CommandRun wrong = worktrees("keep", "nothing", "--json");

        assertThat(json(wrong.err()).get("detail").asText()).contains("'nothing'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "keep", "clean"})
    void each_command_explains_itself_with_examples(String command) {
        CommandRun help = worktrees(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "Usage: signalbox worktrees " + command,
                        "Examples:",
                        "signalbox worktrees " + command,
                        "--json");
    }

    @Test
    void without_a_command_it_lists_them() {
        assertThat(worktrees().out()).contains("list", "keep", "clean");
    }
}
