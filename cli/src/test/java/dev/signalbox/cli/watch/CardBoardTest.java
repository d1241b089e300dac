package dev.signalbox.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardBoardTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final AgentId AGENT = new AgentId("worker");

    private final RunProgress progress = new RunProgress();
    private final RunDetails details = new RunDetails();
    private long seq;

    private void at(int seconds, RunFact fact) {
        RunEvent event = new RunEvent(RUN, WORKSPACE, ++seq, NOON.plusSeconds(seconds), fact);
        progress.apply(event);
        details.apply(event);
    }

    /** Steps called s1, s2, ...; each after the one before it when they are a sequence. */
    private void accept(int steps, boolean sequence) {
        List<StepSpec> specs = new ArrayList<>();
        for (int number = 1; number <= steps; number++) {
            specs.add(StepSpecBuilder.builder()
                    .id(step(number))
                    .dependsOn(sequence && number > 1 ? List.of(step(number - 1)) : List.of())
                    .agent(AGENT)
                    .prompt("go")
                    .files(FileScope.NONE)
                    .retry(new RetryPolicy(2, List.of()))
                    .build());
        }
        at(
                0,
                new RunAccepted(
                        new RunSpec(
                                "flow",
                                WORKSPACE,
                                List.of(new AgentSpec(AGENT, AgentType.PI, null, 1, List.of(), "default")),
                                specs,
                                RunOptions.DEFAULT,
                                new DefinitionSource("pipelines", List.of("p.yaml")),
                                Map.of("goal", "Mend the\ngate \u001b[31mnow"),
                                Map.of()),
                        new Idempotency("k", KeyOrigin.COMPUTED, "h"),
                        NOON));
    }

    private static StepId step(int number) {
        return new StepId("s" + number);
    }

    private static AttemptResult result(AttemptOutcome outcome, @Nullable String output) {
        return new AttemptResult(
                outcome,
                outcome == AttemptOutcome.SUCCEEDED ? 0 : 3,
                null,
                null,
                new Usage(1_200, 50, new BigDecimal("0.01234")),
                9,
                output);
    }

    private void succeed(int number, String output) {
        at(number, new StepDispatched(step(number), 1, 1, AGENT));
        at(number, new StepStarted(step(number), 1, 1, "runner"));
        at(number + 2, new StepSucceeded(step(number), 1, 1, result(AttemptOutcome.SUCCEEDED, output)));
    }

    private List<String> lines(int width, int height) {
        return new CardBoard(RUN, "flow", details, width, height, false).lines(progress, NOON.plusSeconds(60));
    }

    private static List<String> tops(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("╭")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "20, 1, 1",
        "20, 8, 1",
        "40, 1, 1",
        "40, 3, 1",
        "40, 8, 1",
        "80, 1, 1",
        "80, 2, 2",
        "80, 3, 2",
        "80, 4, 2",
        "80, 6, 2",
        "80, 7, 2",
        "120, 3, 3",
        "120, 4, 2",
        "120, 7, 3",
        "120, 9, 3",
        "200, 1, 1",
        "200, 2, 2",
        "200, 3, 3",
        "200, 6, 2",
        "200, 7, 3"
    })
    void cards_stand_in_as_many_columns_as_the_terminal_has_room_for(int width, int steps, int columns) {
        accept(steps, false);

        List<String> lines = lines(width, 500);

        assertThat(tops(lines).getFirst().split("  ")).hasSize(columns);
        assertThat(tops(lines)).hasSize((steps + columns - 1) / columns);
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        assertThat(lines).hasSize(3 + 6 * tops(lines).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 120, 200})
    void all_lines_of_a_card_are_equally_wide_whatever_is_in_it(int width) {
        accept(1, false);
        succeed(1, "x".repeat(500));

        List<String> card = lines(width, 50).subList(3, 9);

        assertThat(card).allSatisfy(line -> assertThat(line).hasSize(width));
        assertThat(card.get(4)).contains("…").endsWith("xx │");
    }

    @Test
    void a_card_says_who_did_what_at_which_price_and_what_came_of_it() {
        accept(1, false);
        succeed(1, "first line\n\n\u001b[2Jlast line\n");

        assertThat(lines(60, 50).subList(3, 9))
                .containsExactly(
                        "╭" + "─".repeat(58) + "╮",
                        "│ s1 #1" + " ".repeat(52) + "│",
                        "│ ✓ succeeded · worker · pi" + " ".repeat(32) + "│",
                        "│ 1.2k tokens · $0.0123 · attempt 1 of 2 · 2.0 s" + " ".repeat(11) + "│",
                        "│ first line last line" + " ".repeat(37) + "│",
                        "╰" + "─".repeat(58) + "╯");
    }

    @Test
    void the_head_counts_and_names_the_goal_made_harmless() {
        accept(4, false);
        succeed(1, "ok");
        at(3, new StepDispatched(step(2), 1, 1, AGENT));
        at(4, new StepDispatched(step(3), 1, 1, AGENT));
        at(5, new StepFailed(step(3), 1, 1, result(AttemptOutcome.FAILED, null)));

        List<String> lines = lines(80, 50);

        assertThat(lines.get(0)).startsWith("flow · queued · run ");
        assertThat(lines.get(1)).isEqualTo("done 1 · fail 1 · run 1 · pending 1 · 1 min 00 s");
        assertThat(lines.get(2)).isEqualTo("goal: Mend the gate now");
        assertThat(String.join("\n", lines))
                .contains("✗ failed", "failed, exit code 3")
                .doesNotContain("\u001b");
    }

    @Test
    void a_pipeline_has_a_line_with_its_active_step() {
        accept(3, true);
        succeed(1, "ok");
        at(3, new StepDispatched(step(2), 1, 1, AGENT));

        assertThat(lines(80, 50).get(3)).isEqualTo("s1 -> [s2] -> s3");
        assertThat(String.join("\n", lines(80, 50))).contains("waits for s2");
    }

    @Test
    void a_run_that_is_held_says_by_what_and_how_it_goes_on() {
        accept(2, true);
        at(1, new RunPaused("before-merge", "scheduler", "before-merge"));

        assertThat(lines(120, 50).get(4))
                .startsWith("paused; to let it go on: signalbox resume " + RUN)
                .endsWith("because: before-merge");
    }

    @Test
    void a_long_pipeline_keeps_its_active_step_in_sight() {
        accept(40, true);
        for (int number = 1; number <= 20; number++) {
            succeed(number, "ok");
        }

        assertThat(lines(40, 50).get(3)).hasSize(40).startsWith("… -> ").contains("[s21]");
    }

    @Test
    void a_failed_step_says_why_and_the_rest_why_it_is_skipped() {
        accept(2, true);
        at(1, new StepDispatched(step(1), 1, 1, AGENT));
        at(2, new StepFailed(step(1), 1, 1, result(AttemptOutcome.DENIED, null)));
        at(2, new StepSkipped(step(2), step(1), "step s1 failed"));

        String lines = String.join("\n", lines(80, 50));

        assertThat(lines).contains("✗ failed", "denied", "– skipped", "step s1 failed");
    }

    @Test
    void what_does_not_fit_on_the_screen_is_counted_and_what_happens_now_is_shown() {
        accept(9, false);
        succeed(1, "ok");
        at(3, new StepDispatched(step(9), 1, 1, AGENT));

        List<String> lines = lines(40, 20);

        assertThat(lines).hasSizeLessThanOrEqualTo(20);
        assertThat(lines).last().isEqualTo("and 7 more steps");
        assertThat(String.join("\n", lines)).contains("s9 #9", "s2 #2").doesNotContain("s1 #1");
    }

    @Test
    void colour_changes_no_character() {
        accept(4, true);
        succeed(1, "ok");

        List<String> coloured = new CardBoard(RUN, "flow", details, 80, 50, true).lines(progress, NOON.plusSeconds(60));

        assertThat(coloured).anyMatch(line -> line.contains("\u001b["));
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9]*m", "")))
                .containsExactlyElementsOf(lines(80, 50));
    }

    @Test
    void a_card_names_the_tripwires_that_the_last_attempt_has_touched() {
        accept(1, false);
        at(1, new StepDispatched(step(1), 1, 1, AGENT));
        at(2, new TripwireTripped(step(1), 1, 1, trip(Tripwire.LOOP)));
        at(3, new TripwireTripped(step(1), 1, 1, trip(Tripwire.COST)));
        assertThat(String.join("\n", lines(80, 50)))
                .contains("governor: loop_detected, budget_cost_exceeded · attempt 1");

        at(4, new StepDispatched(step(1), 2, 2, AGENT));

        assertThat(String.join("\n", lines(80, 50))).doesNotContain("governor");
    }

    private static Trip trip(Tripwire tripwire) {
        return new Trip(
                tripwire,
                GovernorMode.WARN,
                false,
                null,
                "it goes round",
                BigDecimal.TEN,
                BigDecimal.ONE,
                "rounds",
                List.of(),
                List.of(),
                Usage.NONE,
                Duration.ofSeconds(9));
    }

    @Test
    void usage_adds_up_over_attempts_and_the_last_word_on_each_counts() {
        accept(1, false);
        at(1, new StepDispatched(step(1), 1, 1, AGENT));
        at(2, new UsageRecorded(step(1), 1, 1, new Usage(100, 0, BigDecimal.ONE)));
        at(3, new UsageRecorded(step(1), 1, 1, new Usage(900, 50, new BigDecimal("2"))));
        at(4, new StepDispatched(step(1), 2, 2, AGENT));
        at(5, new UsageRecorded(step(1), 2, 2, new Usage(1_000_000, 0, new BigDecimal("0.5"))));

        assertThat(details.usage(step(1))).isEqualTo(new Usage(1_000_900, 50, new BigDecimal("2.5")));
        assertThat(String.join("\n", lines(60, 50))).contains("1.0M tokens · $2.5000 · attempt 2 of 2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "999, 999",
        "1000, 1.0k",
        "1250, 1.2k",
        "9999, 9.9k",
        "15999, 15k",
        "999999, 999k",
        "1000000, 1.0M"
    })
    void tokens_are_counted_briefly(long number, String words) {
        assertThat(Card.tokens(number)).isEqualTo(words);
    }

    @Test
    void a_preview_has_at_most_200_characters_and_keeps_whole_lines() {
        String printed = Stream.iterate(1, number -> number + 1)
                .limit(30)
                .map(number -> "this is line " + number)
                .reduce("", (all, line) -> all + line + "\n");

        String preview = Card.lastLines(printed);

        assertThat(preview)
                .hasSizeLessThanOrEqualTo(200)
                .startsWith("this is line ")
                .endsWith("this is line 30");
        assertThat(Card.lastLines("y".repeat(900))).hasSize(200).startsWith("…");
        assertThat(Card.lastLines(" \n\u001b[31m\n")).isEmpty();
    }
}
