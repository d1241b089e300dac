package dev.signalbox.runner.types;

import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Placeholders;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.types.TypeDescription.Argument;
import dev.signalbox.runner.types.TypeDescription.PromptPassing;
import dev.signalbox.runner.types.TypeDescription.SystemPromptPassing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program that a user has described. What the description has no place for is refused, not left out. */
public final class DescribedCli implements CodingCli {
    private final TypeDescription description;

    public DescribedCli(TypeDescription description) {
        this.description = description;
    }

    @Override
    public String program() {
        return description.program();
    }

    @Override
    public boolean readsSystemPrompt() {
        return description.systemPrompt() == SystemPromptPassing.FILE;
    }

    @Override
    public Invocation invocation(CodingTask task) throws Refusal {
        AgentProfile profile = task.profile();
        Map<String, String> given = new HashMap<>();
        give(given, "model", profile.model(), "be told a model");
        give(given, "session", profile.session(), "go on with a session");
        give(
                given,
                "tools",
                profile.tools().isEmpty() ? null : String.join(",", profile.tools()),
                "be held to a list of tools");
        if (!knowsTurns()) {
            give(given, "max_turns", profile.maxTurns(), "be held to a number of turns");
        } else if (profile.maxTurns() != null) {
            given.put("max_turns", profile.maxTurns().toString());
        }
        if (profile.systemPrompt() != null && description.systemPrompt() == SystemPromptPassing.REFUSED) {
            throw refusal("be given a system prompt");
        }
        given.put("prompt_file", task.prompt().toString());
        if (task.systemPrompt() != null) {
            given.put("system_prompt_file", task.systemPrompt().toString());
        }
        return new Invocation(arguments(task, given), input(profile));
    }

    @Override
    public Sight sight() {
        return tells(TypeDescription.Meaning.ToolCalled.class) ? Sight.CALLS : Sight.NO_CALLS;
    }

    @Override
    public Transcript transcript() {
        return new DescribedLines(description);
    }

    private List<String> arguments(CodingTask task, Map<String, String> given) {
        List<String> arguments = new ArrayList<>(task.command());
        if (arguments.isEmpty()) {
            arguments.add(description.program());
        }
        for (Argument argument : description.arguments()) {
            if (argument.needs() == null || given.containsKey(argument.needs())) {
                argument.texts()
                        .forEach(text -> arguments.add(
                                Placeholders.fill(text, name -> Objects.requireNonNullElse(given.get(name), ""))));
            }
        }
        return arguments;
    }

    private Invocation.Input input(AgentProfile profile) {
        if (description.prompt() == PromptPassing.FILE) {
            return Invocation.Input.NOTHING;
        }
        boolean both =
                profile.systemPrompt() != null && description.systemPrompt() == SystemPromptPassing.BEFORE_PROMPT;
        return both ? Invocation.Input.BOTH_PROMPTS : Invocation.Input.PROMPT;
    }

    private void give(Map<String, String> given, String name, @Nullable Object value, String what) throws Refusal {
        if (value == null) {
            return;
        }
        if (!hasPlaceFor(name)) {
            throw refusal(what);
        }
        given.put(name, value.toString());
    }

    private boolean hasPlaceFor(String name) {
        return description.arguments().stream()
                .flatMap(argument -> argument.texts().stream())
                .anyMatch(text -> Placeholders.in(text).contains(name));
    }

    /** Turns that are told are counted, and the program is stopped when they are used up. */
    private boolean knowsTurns() {
        return tells(TypeDescription.Meaning.TurnEnded.class);
    }

    private boolean tells(Class<? extends TypeDescription.Meaning> meaning) {
        List<TypeDescription.Rule> rules = description.rules();
        return rules != null
                && rules.stream().map(TypeDescription.Rule::meaning).anyMatch(meaning::isInstance);
    }

    private Refusal refusal(String what) {
        return new Refusal("agents of type " + description.type() + " cannot " + what);
    }
}
