package dev.signalbox.definitions.format;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepDraftBuilder;
import dev.signalbox.definitions.draft.StepFlow;
import dev.signalbox.definitions.draft.StepFlowBuilder;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The native format, {@code apiVersion: signalbox/v1}. {@code schemas/signalbox-v1.schema.json} describes it. */
public final class SignalboxFormat implements InputFormat {
    public static final String NAME = "signalbox/v1";

    static final String API_VERSION = "apiVersion";

    /** What steps that are added to a run may say. */
    public static final Set<String> OF_A_PART = Collections.unmodifiableSet(
            new LinkedHashSet<>(List.of(API_VERSION, "steps", "agents", "tracks", GateSection.KEY)));

    private static final int MOST_NAME_CHARACTERS = 200;
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int MOST_PARALLEL = 1_000_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognises(Document document) {
        return document.value() instanceof Value.Fields fields
                && fields.get(API_VERSION) instanceof Value.Text version
                && version.text().equals(NAME);
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        return read(documents, null, Map.of(), problems);
    }

    @Override
    public RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        return read(documents, null, fleet.gates(), problems);
    }

    /**
     * Reads steps that are added to a run.
     *
     * @param around how steps that do not say are kept apart from others; null when they are not
     */
    public RunDraft readAdded(List<Document> documents, @Nullable IsolationRule around, Problems problems) {
        return read(documents, around, Map.of(), problems);
    }

    private static RunDraft read(
            List<Document> documents, @Nullable IsolationRule around, Map<String, Gate> elsewhere, Problems problems) {
        for (Document extra : documents.subList(1, documents.size())) {
            problems.error(
                    InputProblemCode.SOURCES_MIXED,
                    extra.value().place(),
                    "a " + NAME + " definition is one document, but there are " + documents.size());
        }
        Document document = documents.getFirst();
        if (document.value() instanceof Value.Fields fields) {
            Section section = new Section(fields, "a definition", problems);
            Map<String, Gate> declared = new LinkedHashMap<>(new GateSection(problems).declared(section));
            declared.putAll(elsewhere);
            IsolationSection isolations = new IsolationSection(declared, problems);
            Reading reading = new Reading(problems, isolations, isolations.read(section, around));
            return reading.run(document, fields);
        }
        problems.error(
                InputProblemCode.TYPE_WRONG,
                document.value().place(),
                "a definition must be a mapping, not " + document.value().kind());
        return new RunDraft(
                document.baseName(), document.value().place(), null, FleetDraft.NONE, List.of(), RunOptions.DEFAULT);
    }

    /** @param isolation what the run says for its steps; null when it says nothing */
    private record Reading(
            Problems problems,
            IsolationSection isolations,
            @Nullable IsolationRule isolation) {

        RunDraft run(Document document, Value.Fields fields) {
            Section section = new Section(fields, "a definition", problems);
            section.value(API_VERSION);
            section.value("isolation");
            section.value(GateSection.KEY);
            @Nullable String name = section.line("name", MOST_NAME_CHARACTERS);
            RunDraft run = new RunDraft(
                    name == null ? document.baseName() : name,
                    fields.place(),
                    section.mention("workspace"),
                    new FleetSection(problems).read(section),
                    steps(section),
                    options(section),
                    section.ownEntries(),
                    Map.of());
            section.reportUnknownKeys();
            return run;
        }

        RunOptions options(Section section) {
            @Nullable Integer priority = section.wholeNumber("priority", 1, 10);
            return RunOptionsBuilder.builder()
                    .maxParallel(section.wholeNumber("max_parallel", 1, MOST_PARALLEL))
                    .onFailure(onFailure(section))
                    .priority(priority == null ? RunOptions.DEFAULT_PRIORITY : priority)
                    .timeout(section.timeout("timeout"))
                    .queueTimeout(section.timeout("queue_timeout"))
                    .budget(new BudgetSection(problems).budget(section))
                    .scope(ClaimRules.scopeOf(section))
                    .governor(GovernorSection.read(section))
                    .onConflict(ClaimRules.policyOf(section))
                    .isolation(isolation)
                    .build();
        }

        OnFailure onFailure(Section section) {
            @Nullable String choice = Choice.of(section, "on_failure", List.of("continue", "stop"));
            return "stop".equals(choice) ? OnFailure.STOP : OnFailure.CONTINUE;
        }

        List<StepDraft> steps(Section section) {
            Value value = section.value("steps");
            List<StepDraft> steps = new ArrayList<>();
            switch (value) {
                case null -> {}
                case Value.Fields byId ->
                    byId.fields()
                            .forEach((id, field) -> fieldsOf(field.value())
                                    .ifPresent(fields -> steps.add(step(new Mention(id, field.key()), fields))));
                case Value.Items list ->
                    list.items().forEach(item -> listed(item).ifPresent(steps::add));
                default ->
                    problems.error(
                            InputProblemCode.TYPE_WRONG,
                            value.place(),
                            "'steps' must be a mapping from step ids to steps, or a list of steps, not "
                                    + value.kind());
            }
            return steps;
        }

        Optional<StepDraft> listed(Value item) {
            return fieldsOf(item).flatMap(fields -> {
                Mention id = new Section(fields, "a step", problems).mention("id");
                if (id == null && !fields.has("id")) {
                    problems.error(InputProblemCode.KEY_MISSING, item.place(), "a step in a list needs an 'id'");
                }
                return Optional.ofNullable(id).map(name -> step(name, fields));
            });
        }

        Optional<Value.Fields> fieldsOf(Value value) {
            return switch (value) {
                case Value.Fields fields -> Optional.of(fields);
                case Value.Nothing nothing -> Optional.of(new Value.Fields(nothing.place(), Map.of()));
                default -> {
                    problems.error(
                            InputProblemCode.TYPE_WRONG,
                            value.place(),
                            "a step must be a mapping, not " + value.kind());
                    yield Optional.empty();
                }
            };
        }

        StepDraft step(Mention id, Value.Fields fields) {
            Section section = new Section(fields, "a step", problems);
            section.value("id");
            Optional<Section> files = section.section("files", "'files'");
            StepDraft step = StepDraftBuilder.builder()
                    .id(id)
                    .title(section.line("title", MOST_NAME_CHARACTERS))
                    .dependsOn(section.mentions("depends_on", "[build, test]"))
                    .agent(section.mention("agent"))
                    .agentType(AgentTypes.read(section, "agent_type", problems))
                    .track(section.mention("track"))
                    .command(section.command("run"))
                    .prompt(section.text("prompt"))
                    .reads(files.map(scope -> scope.mentions("read", "[\"src/**\"]"))
                            .orElse(List.of()))
                    .writes(Stream.concat(
                                    files
                                            .map(scope -> scope.mentions("write", "[\"src/**\"]"))
                                            .orElse(List.of())
                                            .stream(),
                                    ClaimRules.writes(section).stream())
                            .toList())
                    .retry(section.section("retry", "'retry'")
                            .map(new RetryRules(problems)::read)
                            .orElse(RetryPolicy.ONCE))
                    .timeout(ResourceRules.timeout(section))
                    .environment(environment(section))
                    .fake(section.section("fake", "'fake'").map(this::fake).orElse(null))
                    .flow(flow(section))
                    .carried(section.ownEntries())
                    .build();
            files.ifPresent(Section::reportUnknownKeys);
            section.reportUnknownKeys();
            return step;
        }

        StepFlow flow(Section section) {
            Map<String, Mention> inputs = section.mentionsByName("inputs");
            String prompt = section.value("prompt") instanceof Value.Text text ? text.text() : "";
            inputs.forEach((written, source) -> {
                if (written.isEmpty()) {
                    section.invalid("inputs", "must name texts that stand in the prompt, not nothing");
                } else if (!prompt.contains(written)) {
                    problems.warning(
                            InputProblemCode.INPUT_UNUSED,
                            source.place(),
                            "the prompt has no '" + written + "' that the output of '" + source.text()
                                    + "' could replace");
                }
            });
            List<Mention> fallback = section.value("retry") instanceof Value.Fields retry
                    ? new RetryRules(problems).fallback(new Section(retry, "'retry'", problems))
                    : List.of();
            @Nullable String afterFailure = Choice.of(section, "after_failure", List.of("continue", "pause"));
            return StepFlowBuilder.builder()
                    .inputs(inputs)
                    .agentLabels(new Labels(problems).read(section, "agent_labels"))
                    .checkpoint(section.line("checkpoint", MOST_NAME_CHARACTERS))
                    .afterFailure(
                            afterFailure == null ? null : AfterFailure.valueOf(afterFailure.toUpperCase(Locale.ROOT)))
                    .fallback(fallback)
                    .budget(new BudgetSection(problems).budget(section))
                    .estimate(new BudgetSection(problems).estimate(section))
                    .conflictGroup(ClaimRules.groupOf(section))
                    .onConflict(ClaimRules.policyOf(section))
                    .isolation(isolations.read(section, isolation))
                    .secrets(new AccessSection(problems).secrets(section))
                    .resources(ResourceRules.read(section))
                    .governor(GovernorSection.read(section))
                    .estimateAt(placeOf(section.value("estimate")))
                    .build();
        }

        private static @Nullable Place placeOf(@Nullable Value value) {
            return value == null ? null : value.place();
        }

        Map<String, String> environment(Section section) {
            Map<String, String> environment = new LinkedHashMap<>();
            section.mentionsByName("env").forEach((name, value) -> {
                if (!VARIABLE.matcher(name).matches() || value.text().indexOf('\0') >= 0) {
                    problems.error(
                            InputProblemCode.VALUE_INVALID,
                            value.place(),
                            "'" + name + "' is not a variable that a process can have");
                } else if (name.startsWith("SIGNALBOX_")) {
                    problems.error(
                            InputProblemCode.VALUE_INVALID,
                            value.place(),
                            "'" + name + "' is reserved: the runner sets the variables that begin with SIGNALBOX_");
                } else {
                    environment.put(name, value.text());
                }
            });
            return environment;
        }

        FakeScript fake(Section section) {
            @Nullable Duration duration = section.duration("duration");
            @Nullable Integer failures = section.wholeNumber("failures", 0, MOST_ATTEMPTS);
            @Nullable Integer exitCode = section.wholeNumber("exit_code", 1, 255);
            FakeScript script = new FakeScript(
                    duration == null ? Duration.ZERO : duration,
                    section.mentions("output", "[\"a line\", \"another line\"]").stream()
                            .map(Mention::text)
                            .toList(),
                    failures == null ? 0 : failures,
                    exitCode == null ? FakeScript.IMMEDIATE_SUCCESS.exitCode() : exitCode,
                    section.section("usage", "'usage'").map(this::usage).orElse(null));
            section.reportUnknownKeys();
            return script;
        }

        Usage usage(Section section) {
            @Nullable Long input = section.wholeNumber("input_tokens", 0L, Long.MAX_VALUE);
            @Nullable Long output = section.wholeNumber("output_tokens", 0L, Long.MAX_VALUE);
            @Nullable BigDecimal cost = section.amount("cost_usd");
            @Nullable Long cacheRead = section.wholeNumber("cache_read_tokens", 0L, Long.MAX_VALUE);
            @Nullable Long cacheWrite = section.wholeNumber("cache_write_tokens", 0L, Long.MAX_VALUE);
            @Nullable String model = section.line("model", MOST_NAME_CHARACTERS);
            section.reportUnknownKeys();
            return new Usage(
                    input == null ? 0 : input,
                    output == null ? 0 : output,
                    cost == null ? BigDecimal.ZERO : cost,
                    cacheRead == null ? 0 : cacheRead,
                    cacheWrite == null ? 0 : cacheWrite,
                    model);
        }
    }
}
