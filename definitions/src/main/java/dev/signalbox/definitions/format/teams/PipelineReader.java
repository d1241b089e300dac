package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one pipeline: its {@code steps}, which another dialect calls {@code stages}. */
final class PipelineReader {
    static final String STEPS = "steps";
    static final String STAGES = "stages";

    private static final int MOST_NAME_CHARACTERS = 200;
    private static final Pattern FILE_NAME = Pattern.compile("\\S+\\.(?:md|markdown|txt|prompt)");
    private static final Map<String, String> REFUSED = Map.of(
            "when", "nothing here decides by changed files whether a pipeline runs",
            "verification", "nothing here runs its lines after the steps; make each a step of an agent that runs it");

    private final EntryReading reading;
    private final Problems problems;

    PipelineReader(Problems problems) {
        this.reading = new EntryReading(problems);
        this.problems = problems;
    }

    Pipeline read(Catalogue.Entry entry) {
        if (!(entry.value() instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    entry.value().place(),
                    "the pipeline '" + entry.name().text() + "' must be a mapping with 'steps', not "
                            + entry.value().kind());
            return new Pipeline(entry.name(), null, List.of(), List.of(), Map.of());
        }
        Section section = new Section(fields, "a pipeline", problems);
        reading.refuse(section, REFUSED);
        Pipeline pipeline = new Pipeline(
                entry.name(),
                section.text("description"),
                steps(section),
                checkpoints(section),
                reading.withoutEffect(section, List.of("team")));
        section.reportUnknownKeys();
        if (pipeline.steps().isEmpty() && !problems.hasErrors()) {
            problems.error(
                    InputProblemCode.GRAPH_EMPTY,
                    entry.name().place(),
                    "the pipeline '" + entry.name().text() + "' has no steps");
        }
        return pipeline;
    }

    private List<Mention> checkpoints(Section section) {
        return section.mentions("checkpoints", "[before-merge]").stream()
                .filter(this::isLine)
                .toList();
    }

    private boolean isLine(Mention checkpoint) {
        boolean line = !checkpoint.text().isBlank()
                && checkpoint.text().length() <= MOST_NAME_CHARACTERS
                && checkpoint.text().chars().noneMatch(Character::isISOControl);
        if (!line) {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    checkpoint.place(),
                    "a checkpoint is named by one line of 1 to " + MOST_NAME_CHARACTERS + " characters");
        }
        return line;
    }

    private List<Pipeline.Step> steps(Section section) {
        List<Pipeline.Step> steps = new ArrayList<>();
        for (String key : List.of(STEPS, STAGES)) {
            for (Value item : section.items(key, "a list of steps with 'agent' and 'prompt'")) {
                step(item).ifPresent(steps::add);
            }
        }
        if (section.has(STEPS) && section.has(STAGES)) {
            problems.error(
                    InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                    section.placeOf(STAGES),
                    "a pipeline has 'steps' or 'stages', which mean the same, not both");
        }
        return steps;
    }

    private Optional<Pipeline.Step> step(Value item) {
        if (!(item instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    item.place(),
                    "a step must be a mapping with 'agent' and 'prompt', not " + item.kind());
            return Optional.empty();
        }
        Section section = new Section(fields, "a step", problems);
        Value agentValue = section.value("agent");
        Mention agent =
                agentValue == null ? null : reading.name(agentValue, "'agent'").orElse(null);
        Mention id = section.mention("id");
        String prompt = prompt(section);
        Pipeline.Step step = new Pipeline.Step(
                id != null ? id : agent != null ? agent : new Mention("", fields.place()),
                agent == null ? new Mention("", fields.place()) : agent,
                prompt == null ? "" : prompt,
                section.line("checkpoint", MOST_NAME_CHARACTERS),
                directory(section),
                reading.withoutEffect(section, List.of("success")));
        section.reportUnknownKeys();
        missing(section, "agent");
        missing(section, "prompt");
        return agent == null || prompt == null ? Optional.empty() : Optional.of(step);
    }

    private void missing(Section section, String key) {
        if (!section.has(key)) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "a step needs '" + key + "'");
        }
    }

    private @Nullable String prompt(Section section) {
        String prompt = section.text("prompt");
        if (prompt != null && FILE_NAME.matcher(prompt.strip()).matches()) {
            problems.error(
                    InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                    section.placeOf("prompt"),
                    "'prompt' looks like the name of a file, '" + prompt.strip()
                            + "', which is not read: write the prompt itself, for example with 'prompt: |'");
        }
        return prompt;
    }

    private Map<String, Object> directory(Section section) {
        Map<String, Object> carried = new LinkedHashMap<>();
        String directory = section.text("cwd");
        if (directory != null) {
            carried.put("cwd", directory);
            problems.warning(
                    InputProblemCode.KEY_WITHOUT_EFFECT,
                    section.placeOfKey("cwd"),
                    "'cwd' is kept and has no effect yet: every step runs in the directory of the workspace");
        }
        return carried;
    }
}
