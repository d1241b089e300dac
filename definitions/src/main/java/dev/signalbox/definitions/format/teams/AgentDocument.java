package dev.signalbox.definitions.format.teams;

import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.AgentDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.text.Documents;
import dev.signalbox.definitions.text.MarkdownText;
import dev.signalbox.definitions.text.UnreadableText;
import dev.signalbox.definitions.text.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent as a Markdown file describes it: front matter, and a body that is its system prompt.
 *
 * @param name its name
 * @param file the file that describes it
 * @param maxRuntime how long one of its attempts may take; null when it may take for ever
 * @param profile how it is to work
 * @param carried the rest of its front matter
 */
public record AgentDocument(
        Mention name, String file, @Nullable Duration maxRuntime, AgentProfile profile, Map<String, Object> carried) {
    private static final String NAME = "name";
    private static final String TOOLS = "tools";
    private static final String MAX_TURNS = "maxTurns";
    private static final String MAX_RUNTIME = "maxRuntimeSeconds";
    private static final String MODEL = "model";
    private static final Set<String> READ = Set.of(NAME, TOOLS, MAX_TURNS, MAX_RUNTIME, MODEL);
    private static final int LONGEST_MODEL = 200;
    private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    /** The name that a file gives its agent; empty when it describes none, or cannot be read. */
    public static Optional<String> nameIn(SourceFile source) {
        try {
            return Documents.read(source, (key, second, first) -> {}).stream()
                    .findFirst()
                    .flatMap(AgentDocument::front)
                    .map(front -> front.get(NAME))
                    .filter(Value.Text.class::isInstance)
                    .map(name -> ((Value.Text) name).text().strip());
        } catch (UnreadableText e) {
            return Optional.empty();
        }
    }

    /** Reads a document; empty, with a warning, when it describes no agent. */
    static Optional<AgentDocument> read(Document document, Problems problems) {
        Optional<Value.Fields> front = front(document.value());
        if (front.isEmpty()) {
            problems.warning(
                    InputProblemCode.KEY_MISSING,
                    document.value().place(),
                    "this document describes no agent: it does not begin with front matter that has a 'name'");
            return Optional.empty();
        }
        Section section = new Section(front.get(), "front matter", problems);
        Mention name = section.mention(NAME);
        if (name == null) {
            problems.warning(
                    InputProblemCode.KEY_MISSING,
                    front.get().place(),
                    "this document describes no agent: its front matter has no 'name'");
            return Optional.empty();
        }
        Long seconds = section.wholeNumber(MAX_RUNTIME, 1L, LONGEST_SECONDS);
        AgentProfile profile = new AgentProfile(
                section.line(MODEL, LONGEST_MODEL),
                systemPrompt(document.value()),
                tools(section.value(TOOLS)),
                section.wholeNumber(MAX_TURNS, 1, Integer.MAX_VALUE),
                null);
        return Optional.of(new AgentDocument(
                new Mention(name.text().strip(), name.place()),
                document.file(),
                seconds == null ? null : Duration.ofSeconds(seconds),
                profile,
                carried(section)));
    }

    private static Optional<Value.Fields> front(Value document) {
        return document instanceof Value.Fields parts && parts.get(MarkdownText.FRONT) instanceof Value.Fields front
                ? Optional.of(front)
                : Optional.empty();
    }

    private static Map<String, Object> carried(Section front) {
        Map<String, Object> carried = new LinkedHashMap<>();
        front.entries().forEach((key, field) -> {
            if (!READ.contains(key) && !(field.value() instanceof Value.Nothing)) {
                carried.put(key, Objects.requireNonNull(field.value().plain()));
            }
        });
        return carried;
    }

    private static @Nullable String systemPrompt(Value document) {
        return document instanceof Value.Fields parts
                        && parts.get(MarkdownText.BODY) instanceof Value.Text body
                        && !body.text().isBlank()
                ? body.text().strip()
                : null;
    }

    private static List<String> tools(@Nullable Value tools) {
        return switch (tools) {
            case Value.Text list -> split(list.text());
            case Value.Items list ->
                list.items().stream()
                        .map(item -> String.valueOf(item.plain()).strip())
                        .toList();
            case null, default -> List.of();
        };
    }

    private static List<String> split(String list) {
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(tool -> !tool.isEmpty())
                .toList();
    }

    AgentDraft agent(String called, int capacity) {
        return new AgentDraft(
                new Mention(called, name.place()),
                AgentType.PI,
                null,
                capacity,
                List.of(),
                AgentSpec.DEFAULT_POOL,
                Map.of(),
                profile.equals(AgentProfile.NONE) ? null : profile,
                null,
                carried);
    }
}
