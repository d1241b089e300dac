package dev.signalbox.definitions.format;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepDraftBuilder;
import dev.signalbox.definitions.draft.StepFlow;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Workstreams: one object, an array of them, or many files of both. A workstream becomes a step:
 *
 * <ul>
 *   <li>{@code files_scope}, {@code files_create} and {@code capability_payload.files} are its write scope;
 *   <li>{@code tasks}, {@code acceptance_tests} and {@code capability_payload.prompt} are its prompt;
 *   <li>{@code circuit_breaker.max_attempts}, or else {@code capability_payload.max_retries} and one, are its attempts;
 *   <li>{@code circuit_breaker.max_error_repeats} and {@code oscillation_threshold} say when it is given up earlier;
 *   <li>{@code capability_payload.timeout_ms} is its timeout;
 *   <li>{@code parallel_ok: false} writes the whole workspace, so that nothing that has a scope runs beside it;
 *   <li>workstreams of one {@code conflict_group} write one reserved path, so that they never run together;
 *   <li>{@code acceptance_tests} that are commands, and {@code test_gates} of which the agents file says what to run, are its gates, where
 *       it works apart from others;
 *   <li>everything else is carried.
 * </ul>
 */
public final class WorkstreamFormat implements InputFormat {
    public static final String NAME = "workstreams";

    private static final String WHOLE_WORKSPACE = "**";
    private static final int MOST_TITLE_CHARACTERS = 200;
    private static final Set<String> TELLING_KEYS =
            Set.of("files_scope", "files_create", "tasks", "openspec_change", "ccpm_issue", "acceptance_tests");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Document document) {
        return switch (document.value()) {
            case Value.Fields fields -> isWorkstream(fields);
            case Value.Items items ->
                items.items().isEmpty()
                        || items.items().stream()
                                .anyMatch(item -> item instanceof Value.Fields fields && isWorkstream(fields));
            default -> false;
        };
    }

    private static boolean isWorkstream(Value.Fields fields) {
        return fields.has("id")
                && !fields.has(SignalboxFormat.API_VERSION)
                && TELLING_KEYS.stream().anyMatch(fields::has);
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        return read(documents, FleetDraft.NONE, parameters, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        List<StepDraft> steps = new ArrayList<>();
        for (Document document : documents) {
            for (Value value : workstreams(document.value())) {
                new Reading(fleet.gates(), problems).workstream(value).ifPresent(steps::add);
            }
        }
        return new RunDraft(
                nameOf(documents, steps),
                documents.getFirst().value().place(),
                null,
                FleetDraft.NONE,
                steps,
                RunOptions.DEFAULT);
    }

    private static List<Value> workstreams(Value document) {
        return document instanceof Value.Items items ? items.items() : List.of(document);
    }

    private static String nameOf(List<Document> documents, List<StepDraft> steps) {
        if (documents.size() == 1) {
            return documents.getFirst().baseName();
        }
        return steps.size() + " workstreams";
    }

    /** @param declared the gates of which the agents file says what to run */
    private record Reading(Map<String, Gate> declared, Problems problems) {

        Optional<StepDraft> workstream(Value value) {
            if (!(value instanceof Value.Fields fields)) {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "a workstream must be a mapping, not " + value.kind());
                return Optional.empty();
            }
            Section section = new Section(fields, "a workstream", problems);
            Mention id = section.mention("id");
            if (id == null) {
                if (!section.has("id")) {
                    problems.error(InputProblemCode.KEY_MISSING, value.place(), "a workstream needs an 'id'");
                }
                return Optional.empty();
            }
            return Optional.of(step(id, section));
        }

        StepDraft step(Mention id, Section section) {
            List<Mention> scope = section.mentions("files_scope", "[\"src/api/\"]");
            List<Mention> created = section.mentions("files_create", "[\"src/api/new.py\"]");
            if (scope.isEmpty() && created.isEmpty()) {
                problems.warning(
                        InputProblemCode.KEY_MISSING,
                        id.place(),
                        "workstream '" + id.text()
                                + "' names no files, so nothing keeps others away from what it edits");
            }
            List<Mention> tasks = section.mentions("tasks", "[\"Add a cache\"]");
            List<Mention> tests = section.mentions(WorkstreamGates.ACCEPTANCE_TESTS, "[\"make test\"]");
            Optional<Section> payload = section.section("capability_payload", "'capability_payload'");
            List<Mention> payloadFiles = payload.map(inner -> inner.mentions("files", "[\"src/a.py\"]"))
                    .orElse(List.of());
            @Nullable
            String payloadPrompt = payload.map(inner -> inner.text("prompt")).orElse(null);
            Kept carried = new Kept();
            Kept notEnforced = new Kept();
            new WorkstreamRules(section).read(carried, notEnforced);
            List<Gate> gates = new WorkstreamGates(declared, problems).read(section, tests, carried, notEnforced);
            StepDraft step = StepDraftBuilder.builder()
                    .id(id)
                    .title(title(section))
                    .dependsOn(section.mentions("depends_on", "[ws-01]"))
                    .prompt(prompt(tasks, tests, payloadPrompt))
                    .writes(Stream.of(scope, created, payloadFiles, exclusions(section))
                            .flatMap(List::stream)
                            .toList())
                    .retry(retry(section, payload, notEnforced))
                    .timeout(payload.map(this::timeout).orElse(null))
                    .flow(StepFlow.PLAIN
                            .withMoney(budget(section), estimate(section))
                            .withClaims(ClaimRules.groupOf(section), null)
                            .withIsolation(WantedGates.ruleOf(gates)))
                    .tool(section.mention("tool"))
                    .carried(carried.values())
                    .notEnforced(notEnforced.values())
                    .build();
            payload.ifPresent(Section::reportUnknownKeys);
            section.reportUnknownKeys();
            return step;
        }

        @Nullable
        BudgetRule budget(Section section) {
            BigDecimal most = section.amount("max_cost_usd");
            return most == null ? null : BudgetRule.of(Budget.ofUsd(most));
        }

        @Nullable
        Budget estimate(Section section) {
            Long tokens = section.wholeNumber("estimated_context_tokens", 0L, Long.MAX_VALUE);
            return tokens == null ? null : new Budget(null, tokens);
        }

        @Nullable
        String title(Section section) {
            Value metadata = section.value("metadata");
            return Optional.ofNullable(metadata instanceof Value.Fields fields ? fields.get("description") : null)
                    .filter(Value.Text.class::isInstance)
                    .map(text -> ((Value.Text) text).text().strip())
                    .filter(text -> !text.isEmpty()
                            && text.length() <= MOST_TITLE_CHARACTERS
                            && text.chars().noneMatch(Character::isISOControl))
                    .orElse(null);
        }

        RetryPolicy retry(Section section, Optional<Section> payload, Kept notEnforced) {
            @Nullable
            Integer retries = payload.map(inner -> inner.wholeNumber("max_retries", 0, 1_000))
                    .orElse(null);
            int attempts = retries == null ? 1 : retries + 1;
            return section.section("circuit_breaker", "'circuit_breaker'")
                    .map(breaker -> new BreakerSection(breaker, notEnforced).read(attempts))
                    .orElseGet(() -> new RetryPolicy(attempts, List.of()));
        }

        @Nullable
        Duration timeout(Section payload) {
            @Nullable Long milliseconds = payload.wholeNumber("timeout_ms", 1L, 1L << 40);
            return milliseconds == null ? null : Duration.ofMillis(milliseconds);
        }

        List<Mention> exclusions(Section section) {
            List<Mention> exclusions = new ArrayList<>();
            if (Boolean.FALSE.equals(section.truth("parallel_ok"))) {
                exclusions.add(new Mention(WHOLE_WORKSPACE, section.placeOf("parallel_ok")));
            }
            exclusions.addAll(ClaimRules.writes(section));
            return exclusions;
        }

        static @Nullable String prompt(List<Mention> tasks, List<Mention> tests, @Nullable String more) {
            List<String> paragraphs = new ArrayList<>();
            if (more != null && !more.isBlank()) {
                paragraphs.add(more.strip());
            }
            if (!tasks.isEmpty()) {
                paragraphs.add(listing("Tasks:", tasks));
            }
            if (!tests.isEmpty()) {
                paragraphs.add(listing("Done when:", tests));
            }
            return paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs) + "\n";
        }

        static String listing(String heading, List<Mention> lines) {
            StringBuilder text = new StringBuilder(heading);
            for (int at = 0; at < lines.size(); at++) {
                text.append('\n')
                        .append(at + 1)
                        .append(". ")
                        .append(lines.get(at).text());
            }
            return text.toString();
        }
    }
}
