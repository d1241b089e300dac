package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one workflow. */
final class WorkflowReader {
    private static final int MOST_NAME_CHARACTERS = 200;
    private static final Pattern MONEY = Pattern.compile("\\$?\\s*(\\d{1,12}(?:\\.\\d{1,9})?)(?:\\s*USD)?");
    private static final Set<String> METADATA = Set.of("orchestration_pattern", "cost_budget", "coordination");
    private static final Set<String> MEANT =
            Set.of("name", "steps", "phases", "depends_on", "metadata", "policy", "gates");
    private static final List<String> CARRIED =
            List.of("version", "description", "inputs", "roles", "framework_version", "simplified", "role_assignments");
    private static final Set<String> COORDINATION = Set.of(
            "file_scope", "scope_mode", "risk_level", "max_parallel", "priority", "branch_strategy", "merge_queue");
    private static final String MAX_TOKENS = "max_tokens";
    private static final Set<String> POLICY = Set.of("prefer_deterministic", "timeout_minutes");
    private static final Set<String> ENFORCED = Set.of("prefer_deterministic", "timeout_minutes", MAX_TOKENS);

    private final CoordinationSettings settings;
    private final Map<String, Gate> declared;
    private final Problems problems;

    /** @param declared the gates of which the agents file says what to run */
    WorkflowReader(CoordinationSettings settings, Map<String, Gate> declared, Problems problems) {
        this.settings = settings;
        this.declared = declared;
        this.problems = problems;
    }

    Optional<Workflow> read(Document document) {
        if (!(document.value() instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    document.value().place(),
                    "a workflow must be a mapping, not " + document.value().kind());
            return Optional.empty();
        }
        Mention name = name(document, fields);
        Value.Fields inputs = fields.get("inputs") instanceof Value.Fields given ? given : null;
        Placeholders placeholders = new Placeholders(inputs, new Value.Text(name.place(), name.text()), problems);
        return read(name, new Section(placeholders.in(fields), "a workflow", problems));
    }

    private Mention name(Document document, Value.Fields fields) {
        Section section = new Section(fields, "a workflow", problems);
        String name = section.line("name", MOST_NAME_CHARACTERS);
        Place place = section.placeOf("name");
        return new Mention(name == null ? document.baseName() : name.strip(), place);
    }

    private Optional<Workflow> read(Mention name, Section section) {
        section.value("name");
        Optional<Section> metadata = section.section("metadata", "'metadata'");
        Optional<Section> coordination =
                metadata.flatMap(inner -> inner.section("coordination", "'metadata.coordination'"));
        Optional<Section> policy = section.section("policy", "'policy'");
        OrchestrationPattern pattern = metadata.map(inner -> Choice.read(
                        inner, "orchestration_pattern", OrchestrationPattern.texts(), OrchestrationPattern::named))
                .orElse(OrchestrationPattern.SEQUENTIAL);
        List<Phase> phases = phases(name, section, scope(section, coordination));
        @Nullable BigDecimal budget = budget(metadata, policy);
        QualityGates gates = new QualityGates(declared, problems);
        gates.read(section, coordination);
        Workflow workflow = new Workflow(
                name,
                phases,
                pattern,
                Scope.oneOrMore(section, "depends_on"),
                coordination.map(inner -> inner.wholeNumber("priority", 1, 10)).orElse(null),
                coordination
                        .map(inner -> inner.wholeNumber("max_parallel", 1, 10))
                        .orElse(null),
                policy.map(inner -> SettingsReader.minutes(inner, "timeout_minutes"))
                        .orElse(null),
                budget,
                policy.map(inner -> inner.wholeNumber(MAX_TOKENS, 1L, Long.MAX_VALUE))
                        .orElse(null),
                gates.found(),
                carried(section, metadata, coordination, policy)
                        .putAll(gates.kept())
                        .all(),
                notEnforced(coordination, policy).putAll(gates.notEnforced()).all());
        coordination.ifPresent(Section::reportUnknownKeys);
        policy.ifPresent(Section::reportUnknownKeys);
        metadata.ifPresent(this::reportMisspelt);
        section.reportUnknownKeys();
        return phases.isEmpty() ? Optional.empty() : Optional.of(workflow);
    }

    /** What the workflow says it works on; else the files that are its input. */
    private static Scope scope(Section section, Optional<Section> coordination) {
        List<Mention> files = section.section("inputs", "'inputs'")
                .map(inputs -> inputs.has("files") ? Scope.oneOrMore(inputs, "files") : List.<Mention>of())
                .orElse(List.of());
        return coordination.map(Scope.NONE::narrowedBy).orElse(Scope.NONE).orElse(files);
    }

    private List<Phase> phases(Mention name, Section section, Scope scope) {
        TaskReader tasks = new TaskReader(name.text(), settings, problems);
        int before = problems.count();
        List<Phase> phases = new ArrayList<>();
        List<Task> steps = new ArrayList<>();
        section.items("steps", "a list of steps")
                .forEach(value -> tasks.step(value, scope).ifPresent(steps::add));
        if (!steps.isEmpty()) {
            phases.add(new Phase(null, steps, false, null, 1));
        }
        phases.addAll(new PhaseReader(section, tasks, problems).read(section, scope));
        if (phases.isEmpty() && problems.count() == before) {
            problems.error(
                    InputProblemCode.GRAPH_EMPTY,
                    section.place(),
                    "workflow '" + name.text() + "' has neither steps nor phases, so there is nothing to run");
        } else {
            warnOfUnclaimed(name, phases);
        }
        return phases;
    }

    private void warnOfUnclaimed(Mention name, List<Phase> phases) {
        long silent = phases.stream()
                .flatMap(phase -> phase.tasks().stream())
                .filter(Task::claimsNothing)
                .count();
        if (silent > 0) {
            problems.warning(
                    InputProblemCode.KEY_MISSING,
                    name.place(),
                    "workflow '" + name.text() + "' names no files for " + silent
                            + " of its steps, so nothing keeps others away from what they edit");
        }
    }

    private @Nullable BigDecimal budget(Optional<Section> metadata, Optional<Section> policy) {
        return metadata.map(inner -> inner.amount("cost_budget"))
                .or(() -> policy.map(inner -> inner.amount("budget_limit_usd")))
                .or(() -> policy.map(this::costLimit))
                .orElse(null);
    }

    private @Nullable BigDecimal costLimit(Section policy) {
        Mention limit = policy.mention("cost_limit");
        if (limit == null) {
            return null;
        }
        Matcher money = MONEY.matcher(limit.text().strip());
        if (!money.matches()) {
            policy.invalid("cost_limit", "must be an amount of US dollars, for example $1.50");
            return null;
        }
        return new BigDecimal(money.group(1));
    }

    private static Kept carried(
            Section section, Optional<Section> metadata, Optional<Section> coordination, Optional<Section> policy) {
        Kept kept = new Kept().keys(section, CARRIED).allBut(section, MEANT);
        metadata.ifPresent(
                inner -> kept.put("metadata", new Kept().allBut(inner, METADATA).all())
                        .keys(inner, List.of("orchestration_pattern")));
        coordination.ifPresent(inner -> kept.put(
                "coordination",
                new Kept()
                        .keys(inner, List.of("file_scope", "scope_mode", "risk_level", "priority"))
                        .allBut(inner, COORDINATION)
                        .all()));
        policy.ifPresent(inner ->
                kept.put("policy", new Kept().keys(inner, List.copyOf(POLICY)).all()));
        return kept;
    }

    private static Kept notEnforced(Optional<Section> coordination, Optional<Section> policy) {
        Kept kept = new Kept();
        coordination.ifPresent(inner -> kept.keys(inner, List.of("branch_strategy")));
        policy.ifPresent(inner -> {
            inner.value("budget_limit_usd");
            inner.value("cost_limit");
            inner.value("ai_fallback_only");
            kept.put("policy", new Kept().allBut(inner, ENFORCED).all());
        });
        return kept;
    }

    /** Metadata is everybody's own, but a key that nearly means something is a mistake. */
    private void reportMisspelt(Section metadata) {
        metadata.entries().forEach((key, field) -> {
            String meant = METADATA.contains(key) ? "" : DidYouMean.among(METADATA, key);
            if (!meant.isEmpty()) {
                problems.unknownKey(field.key(), "'" + key + "' means nothing in 'metadata'" + meant);
            }
        });
    }
}
