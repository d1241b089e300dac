package dev.signalbox.definitions;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.check.RunCheck;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.IdleParameters;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.FleetSection;
import dev.signalbox.definitions.format.InputFormat;
import dev.signalbox.definitions.format.SignalboxFormat;
import dev.signalbox.definitions.format.WorkstreamFormat;
import dev.signalbox.definitions.format.coordination.CoordinationFormat;
import dev.signalbox.definitions.format.openintent.OpenIntentFormat;
import dev.signalbox.definitions.format.teams.PipelinesFormat;
import dev.signalbox.definitions.format.teams.TeamsFormat;
import dev.signalbox.definitions.text.Documents;
import dev.signalbox.definitions.text.MarkdownText;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.UnreadableText;
import dev.signalbox.definitions.text.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a definition of any format into a run specification. Pure and thread-safe: the same input gives the same result, nothing is
 * read from elsewhere, and bad input is a value, never an exception.
 */
public final class DefinitionReader {
    private static final String DEFAULT_WORKSPACE = "default";
    private static final String REQUEST = "request";
    private static final List<InputFormat> FORMATS = List.of(
            new CoordinationFormat(),
            new OpenIntentFormat(),
            new PipelinesFormat(),
            new SignalboxFormat(),
            new TeamsFormat(),
            new WorkstreamFormat());

    private final DefinitionInput input;
    private final Problems problems;

    private DefinitionReader(DefinitionInput input) {
        this.input = input;
        this.problems = new Problems(
                input.strict(), input.sources().stream().map(SourceFile::name).toList());
        problems.bring(input.broughtTypes());
    }

    /** Reads a definition and finds everything that is wrong with it at once. */
    public static ReadResult read(DefinitionInput input) {
        return new DefinitionReader(input).read();
    }

    /** What {@link DefinitionInput#format} may be. */
    public static List<String> formats() {
        return FORMATS.stream().map(InputFormat::name).toList();
    }

    /** The format that a file would be recognised as if it were alone; empty when it is not readable text or fits none. */
    public static Optional<String> formatOf(SourceFile source) {
        DefinitionInput alone = DefinitionInput.of(source);
        DefinitionReader reader = new DefinitionReader(alone);
        return reader.bytes() > alone.limits().mostBytes()
                ? Optional.empty()
                : reader.format(reader.parse(source)).map(InputFormat::name);
    }

    private ReadResult read() {
        if (input.sources().isEmpty()) {
            problems.error(InputProblemCode.SOURCE_MISSING, Place.startOf(REQUEST), "there is no file to read");
            return unreadable(ProblemCode.DEFINITION_INVALID);
        }
        if (bytes() > input.limits().mostBytes()) {
            problems.error(
                    InputProblemCode.SIZE_TOO_LARGE,
                    Place.startOf(input.sources().getFirst().name()),
                    "the definition has " + bytes() + " bytes, the limit is "
                            + input.limits().mostBytes());
            return unreadable(ProblemCode.DEFINITION_TOO_LARGE);
        }
        List<Document> documents = input.sources().stream()
                .flatMap(source -> parse(source).stream())
                .toList();
        List<Document> agents =
                Optional.ofNullable(input.agents()).map(this::parse).orElse(List.of());
        if (problems.hasUnreadableText()) {
            return unreadable(ProblemCode.DEFINITION_UNREADABLE);
        }
        return format(documents.stream()
                        .filter(document -> !document.describesAgent())
                        .toList())
                .map(format -> read(format, documents, agents))
                .orElseGet(() -> unreadable(ProblemCode.FORMAT_UNKNOWN));
    }

    private long bytes() {
        long bytes = input.agents() == null ? 0 : bytes(input.agents());
        for (SourceFile source : input.sources()) {
            bytes += bytes(source);
        }
        return bytes;
    }

    private static long bytes(SourceFile source) {
        return source.content().getBytes(StandardCharsets.UTF_8).length;
    }

    private List<Document> parse(SourceFile source) {
        return documentsOf(source, problems);
    }

    /** The documents of a file; what is wrong with its text goes to the problems. */
    static List<Document> documentsOf(SourceFile source, Problems problems) {
        try {
            return Documents.read(
                            source,
                            (key, second, first) -> problems.error(
                                    InputProblemCode.KEY_DUPLICATE,
                                    second,
                                    "the key '" + key + "' is already in line " + first.line()))
                    .stream()
                    .map(value -> new Document(source.name(), value))
                    .toList();
        } catch (UnreadableText unreadable) {
            problems.unreadableText(unreadable);
            return List.of();
        }
    }

    private Optional<InputFormat> format(List<Document> documents) {
        if (input.format() != null) {
            return named(input.format()).filter(this::fitsWhatIsAsked);
        }
        if (input.soFar() != null && !documents.isEmpty()) {
            return named(SignalboxFormat.NAME);
        }
        if (documents.isEmpty()) {
            unknownFormat(
                    Place.startOf(input.sources().getFirst().name()),
                    MarkdownText.isMarkdown(input.sources().getFirst().name())
                            ? "there is only a document of an agent, and no definition that uses it"
                            : "there is nothing in the file");
            return Optional.empty();
        }
        List<InputFormat> found = new ArrayList<>();
        for (Document document : documents) {
            FORMATS.stream()
                    .filter(format -> format.recognises(document))
                    .findFirst()
                    .ifPresentOrElse(
                            found::add, () -> unknownFormat(document.value().place(), hint(document.value())));
        }
        if (found.size() < documents.size()) {
            return Optional.empty();
        }
        if (found.stream().distinct().count() > 1) {
            problems.error(
                    InputProblemCode.SOURCES_MIXED,
                    documents.getFirst().value().place(),
                    "the files are of different formats: "
                            + String.join(
                                    ", ",
                                    found.stream()
                                            .map(InputFormat::name)
                                            .distinct()
                                            .toList()));
            return Optional.empty();
        }
        return Optional.of(found.getFirst());
    }

    private boolean fitsWhatIsAsked(InputFormat format) {
        if (input.soFar() == null || format.name().equals(SignalboxFormat.NAME)) {
            return true;
        }
        unknownFormat(
                Place.startOf(REQUEST),
                "steps can be added in the format " + SignalboxFormat.NAME + " only, not in " + format.name());
        return false;
    }

    private Optional<InputFormat> named(String name) {
        Optional<InputFormat> format =
                FORMATS.stream().filter(known -> known.name().equals(name)).findFirst();
        if (format.isEmpty()) {
            unknownFormat(
                    Place.startOf(REQUEST),
                    "there is no format '" + name + "', only " + String.join(" and ", formats()));
        }
        return format;
    }

    private void unknownFormat(Place place, String message) {
        problems.error(InputProblemCode.FORMAT_UNKNOWN, place, message);
    }

    private static String hint(Value value) {
        if (value instanceof Value.Fields fields) {
            Value version = fields.get("apiVersion");
            if (version != null) {
                return "there is no apiVersion \'" + version.plain() + "', only " + SignalboxFormat.NAME;
            }
            if (fields.has("steps")) {
                return "'apiVersion: " + SignalboxFormat.NAME + "' is missing";
            }
        }
        return "no input format fits: a definition begins with 'apiVersion: " + SignalboxFormat.NAME
                + "', an OpenIntent workflow with 'openintent: \"1.0\"', a workstream has 'id', 'files_scope' and 'tasks',"
                + " a team is a list of agents, and a pipeline has 'steps'";
    }

    private ReadResult read(InputFormat format, List<Document> documents, List<Document> agents) {
        if (documents.isEmpty()) {
            problems.error(
                    InputProblemCode.GRAPH_EMPTY,
                    Place.startOf(input.sources().getFirst().name()),
                    "there is nothing in the file");
            return unreadable(ProblemCode.DEFINITION_INVALID);
        }
        reportWhatIsOfTheWhole(documents);
        RunDraft draft = withParameters(format, draft(format, documents, agents));
        int steps = draft.steps().size() + stepsSoFar(draft);
        if (steps > input.limits().mostSteps()) {
            problems.error(
                    InputProblemCode.STEPS_TOO_MANY,
                    draft.place(),
                    "there are " + steps + " steps, the limit is "
                            + input.limits().mostSteps());
            return unreadable(ProblemCode.DEFINITION_TOO_LARGE);
        }
        DefinitionSource source = new DefinitionSource(
                format.name(), input.sources().stream().map(SourceFile::name).toList());
        RunSpec spec = RunCheck.specify(withMaxParallel(draft), workspace(draft), source, input.soFar(), problems);
        RunSpec isolated = isolated(spec);
        if (!problems.hasErrors() && !format.name().equals(SignalboxFormat.NAME)) {
            warnOfIdleGates(draft.place(), isolated);
        }
        return problems.hasErrors()
                ? unreadable(ProblemCode.DEFINITION_INVALID)
                : new ReadResult.Readable(isolated, problems.listed());
    }

    /** Files that cannot say where steps work must not have their gates left out in silence. */
    private void warnOfIdleGates(Place place, RunSpec spec) {
        long steps = spec.steps().stream()
                .filter(step -> {
                    IsolationRule rule = step.isolation();
                    return rule != null && !rule.worksApart() && !rule.gates().isEmpty();
                })
                .count();
        if (steps > 0) {
            problems.warning(
                    InputProblemCode.GATES_NOT_RUN,
                    place,
                    "the gates of " + steps
                            + " steps are not run, because these work in the workspace itself, beside others:"
                            + " --isolation worktree gives each a place of its own");
        }
    }

    /** Steps that are added to a run cannot say anything about the run. */
    private void reportWhatIsOfTheWhole(List<Document> documents) {
        if (input.soFar() == null) {
            return;
        }
        for (Document document : documents) {
            if (document.value() instanceof Value.Fields fields) {
                fields.fields().forEach((key, field) -> {
                    if (!SignalboxFormat.OF_A_PART.contains(key)) {
                        problems.error(
                                InputProblemCode.KEY_UNKNOWN,
                                field.key(),
                                "'" + key + "' is said of a run as a whole, and here steps are added to one: only "
                                        + String.join(", ", SignalboxFormat.OF_A_PART) + " are possible");
                    }
                });
            }
        }
    }

    /** How many steps the run has beside those that are said again. */
    private int stepsSoFar(RunDraft draft) {
        RunSoFar soFar = input.soFar();
        if (soFar == null) {
            return 0;
        }
        Set<String> again = draft.steps().stream().map(step -> step.id().text()).collect(Collectors.toSet());
        return Math.toIntExact(soFar.steps().keySet().stream()
                .filter(id -> !again.contains(id.value()))
                .count());
    }

    /** The budget and the governor that are asked for go before those that are written. Other parameters mean nothing to a format that does not read them. */
    private RunDraft withParameters(InputFormat format, RunDraft draft) {
        RunParameters parameters = input.parameters();
        if (format.readsParameters()) {
            return withGovernor(withBudget(draft));
        }
        new IdleParameters(problems, "a definition in the format " + format.name())
                .and("target", parameters.target())
                .and("goal", parameters.goal())
                .and("mode", parameters.mode())
                .and("concurrency", parameters.concurrency());
        return withGovernor(withBudget(draft));
    }

    private RunDraft withGovernor(RunDraft draft) {
        GovernorParameters asked = input.parameters().governor();
        return asked == null
                ? draft
                : draft.withOptions(draft.options()
                        .withGovernor(new AskedGovernor(asked, problems)
                                .over(draft.options().governor())));
    }

    private RunDraft withBudget(RunDraft draft) {
        BigDecimal usd = input.parameters().budgetUsd();
        if (usd == null) {
            return draft;
        }
        if (usd.signum() < 0) {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    Place.startOf(REQUEST),
                    "the budget must not be negative, but is " + usd.toPlainString());
            return draft;
        }
        BudgetRule written = draft.options().budget();
        Budget asked = Budget.ofUsd(usd);
        return draft.withOptions(draft.options()
                .withBudget(
                        written == null
                                ? BudgetRule.of(asked)
                                : written.withLimit(written.limit().replacedBy(asked))));
    }

    private RunDraft draft(InputFormat format, List<Document> documents, List<Document> agents) {
        RunSoFar soFar = input.soFar();
        if (soFar != null) {
            return new SignalboxFormat().readAdded(documents, soFar.isolation(), problems);
        }
        if (input.agents() == null) {
            return format.read(documents, input.parameters(), problems);
        }
        FleetDraft fleet = fleet(input.agents().name(), agents);
        return format.read(documents, fleet, input.parameters(), problems).withFleet(fleet);
    }

    private FleetDraft fleet(String file, List<Document> agents) {
        if (agents.size() == 1) {
            return new FleetSection(problems).readFile(agents.getFirst());
        }
        problems.error(
                InputProblemCode.AGENTS_MISSING,
                Place.startOf(file),
                "an agents file is one document, but there are " + agents.size());
        return FleetDraft.NONE;
    }

    /** What is asked for beside the files counts for every step, and for those that are added and do not say. */
    private RunSpec isolated(RunSpec spec) {
        Isolation mode = input.parameters().isolation();
        return mode == null
                ? spec
                : spec.withSteps(spec.steps().stream()
                                .map(step -> step.withIsolation(in(mode, step.isolation())))
                                .toList())
                        .withOptions(spec.options()
                                .withIsolation(in(mode, spec.options().isolation())));
    }

    private static IsolationRule in(Isolation mode, @Nullable IsolationRule rule) {
        return rule == null ? new IsolationRule(mode, List.of(), null, null) : rule.in(mode);
    }

    private RunDraft withMaxParallel(RunDraft draft) {
        @Nullable Integer most = input.maxParallel();
        if (most == null) {
            return draft;
        }
        if (most < 1) {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    Place.startOf(REQUEST),
                    "the most steps in parallel must be at least 1, not " + most);
            return draft;
        }
        RunOptions options = draft.options();
        return draft.withOptions(options.withMaxParallel(most));
    }

    private WorkspaceId workspace(RunDraft draft) {
        Mention mention =
                input.workspace() != null ? new Mention(input.workspace(), Place.startOf(REQUEST)) : draft.workspace();
        if (mention == null) {
            return new WorkspaceId(DEFAULT_WORKSPACE);
        }
        if (!mention.text().isBlank()) {
            try {
                return new WorkspaceId(mention.text());
            } catch (IllegalArgumentException e) {
                // reported below, like a blank name
            }
        }
        problems.error(
                InputProblemCode.VALUE_INVALID,
                mention.place(),
                "a workspace is named by one line of 1 to 1,000 characters, not by '" + mention.text() + "'");
        return new WorkspaceId(DEFAULT_WORKSPACE);
    }

    private ReadResult unreadable(ProblemCode code) {
        return new ReadResult.Unreadable(code, problems.listed());
    }
}
