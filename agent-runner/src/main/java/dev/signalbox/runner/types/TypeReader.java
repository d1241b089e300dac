package dev.signalbox.runner.types;

import com.fasterxml.jackson.core.JsonPointer;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Placeholders;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Documents;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.UnreadableText;
import dev.signalbox.definitions.text.Value;
import dev.signalbox.runner.types.TypeDescription.Argument;
import dev.signalbox.runner.types.TypeDescription.FaultRule;
import dev.signalbox.runner.types.TypeDescription.Meaning;
import dev.signalbox.runner.types.TypeDescription.PromptPassing;
import dev.signalbox.runner.types.TypeDescription.Rule;
import dev.signalbox.runner.types.TypeDescription.SystemPromptPassing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the description of a type, and tells everything that is wrong with it by file, line and column. */
public final class TypeReader {
    private static final String VERSION = "signalbox/agent-type/v1";
    private static final int LONGEST = 500;
    private static final Set<String> ALWAYS = Set.of("prompt_file");
    private static final Set<String> SOMETIMES = Set.of("model", "tools", "session", "max_turns", "system_prompt_file");
    private static final List<String> FAULTS = Arrays.stream(AgentFault.values())
            .map(fault -> ContractJson.mapper().convertValue(fault, String.class))
            .toList();
    private static final List<String> MEANINGS =
            List.of("begun", "said", "noted", "tool_called", "tool_answered", "turn_ended", "used", "done", "failed");

    private final Problems problems;

    private TypeReader(Problems problems) {
        this.problems = problems;
    }

    /** @throws IllegalArgumentException with every problem on a line of its own */
    public static TypeDescription read(SourceFile file) {
        Problems problems = new Problems(true, List.of(file.name()));
        Optional<TypeDescription> read = new TypeReader(problems).description(file);
        if (problems.hasErrors() || read.isEmpty()) {
            throw new IllegalArgumentException(problems.listed().stream()
                    .map(TypeReader::words)
                    .collect(Collectors.joining("\n", "the description of an agent type cannot be used:\n", "")));
        }
        return read.get();
    }

    private static String words(InputProblem problem) {
        return problem.file() + ":" + problem.line() + ":" + problem.column() + ": " + problem.message();
    }

    private Optional<TypeDescription> description(SourceFile file) {
        try {
            List<Value> documents = Documents.read(
                    file,
                    (key, second, first) -> problems.error(
                            InputProblemCode.KEY_DUPLICATE,
                            second,
                            "the key '" + key + "' is already in line " + first.line()));
            if (documents.size() == 1 && documents.getFirst() instanceof Value.Fields fields) {
                return description(new Section(fields, "an agent type", problems));
            }
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    Place.startOf(file.name()),
                    "the description of an agent type must be one mapping");
        } catch (UnreadableText unreadable) {
            problems.unreadableText(unreadable);
        }
        return Optional.empty();
    }

    private Optional<TypeDescription> description(Section section) {
        String version = section.line("apiVersion", LONGEST);
        if (!VERSION.equals(version)) {
            section.invalid("apiVersion", "must be " + VERSION);
        }
        AgentType type = type(section);
        String program = required(section, "program");
        List<Argument> arguments = arguments(section);
        PromptPassing prompt = prompt(section, arguments);
        SystemPromptPassing systemPrompt = systemPrompt(section, arguments, prompt);
        Optional<Section> output = section.section("output", "'output'");
        List<Rule> rules = output.isEmpty() ? null : rules(output.get());
        boolean exitDecides = exitDecides(section, rules);
        List<FaultRule> faults = faults(section);
        section.reportUnknownKeys();
        return type == null || program == null
                ? Optional.empty()
                : Optional.of(new TypeDescription(
                        type, program, arguments, prompt, systemPrompt, rules, exitDecides, faults));
    }

    private @Nullable AgentType type(Section section) {
        String name = required(section, "type");
        if (name == null) {
            return null;
        }
        if (!AgentType.isName(name) || new AgentType(name).isBuiltIn()) {
            section.invalid(
                    "type",
                    "must be small letters, digits and _, and none of those that are built in: "
                            + AgentType.BUILT_IN.stream().map(AgentType::value).collect(Collectors.joining(", ")));
            return null;
        }
        return new AgentType(name);
    }

    private @Nullable String required(Section section, String key) {
        if (!section.has(key)) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "an agent type needs '" + key + "'");
        }
        return section.line(key, LONGEST);
    }

    private List<Argument> arguments(Section section) {
        List<Argument> arguments = new ArrayList<>();
        for (Value item : section.items("arguments", "a list of arguments, for example [--json]")) {
            if (item instanceof Value.Fields fields) {
                arguments.add(conditional(new Section(fields, "an argument", problems)));
            } else {
                Object plain = item.plain();
                Argument argument = new Argument(null, List.of(plain == null ? "" : plain.toString()));
                checkPlaces(argument, item.place());
                arguments.add(argument);
            }
        }
        return arguments;
    }

    private Argument conditional(Section section) {
        String needs = Choice.of(section, "if", SOMETIMES.stream().sorted().toList());
        if (!section.has("if")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "arguments in a mapping need an 'if'");
        }
        Argument argument = new Argument(
                needs,
                section.mentions("add", "[--model, \"{{model}}\"]").stream()
                        .map(Mention::text)
                        .toList());
        section.reportUnknownKeys();
        checkPlaces(argument, section.placeOf("add"));
        return argument;
    }

    private void checkPlaces(Argument argument, Place place) {
        for (String text : argument.texts()) {
            for (String name : Placeholders.in(text)) {
                if (!ALWAYS.contains(name) && !name.equals(argument.needs())) {
                    problems.error(
                            InputProblemCode.VALUE_INVALID,
                            place,
                            SOMETIMES.contains(name)
                                    ? "{{" + name + "}} is not always there: say {if: " + name + ", add: [...]}"
                                    : "{{" + name + "}} means nothing here, only {{prompt_file}} and, with 'if', "
                                            + SOMETIMES.stream()
                                                    .sorted()
                                                    .map(each -> "{{" + each + "}}")
                                                    .collect(Collectors.joining(", ")));
                }
            }
            if (text.indexOf('\0') >= 0) {
                problems.error(InputProblemCode.VALUE_INVALID, place, "an argument cannot contain the character NUL");
            }
        }
    }

    private PromptPassing prompt(Section section, List<Argument> arguments) {
        String choice = Choice.of(section, "prompt", List.of("stdin", "file"));
        if (!"file".equals(choice)) {
            return PromptPassing.STDIN;
        }
        if (!has(arguments, "prompt_file")) {
            section.invalid("prompt", "can be a file only when {{prompt_file}} is among the arguments");
        }
        return PromptPassing.FILE;
    }

    private SystemPromptPassing systemPrompt(Section section, List<Argument> arguments, PromptPassing prompt) {
        String choice = Choice.of(section, "system_prompt", List.of("before_prompt", "file", "refused"));
        return switch (choice) {
            case "before_prompt" -> {
                if (prompt == PromptPassing.FILE) {
                    section.invalid("system_prompt", "can stand before the prompt only when that is on stdin");
                }
                yield SystemPromptPassing.BEFORE_PROMPT;
            }
            case "file" -> {
                if (!has(arguments, "system_prompt_file")) {
                    section.invalid(
                            "system_prompt", "can be a file only when {{system_prompt_file}} is among the arguments");
                }
                yield SystemPromptPassing.FILE;
            }
            case null, default -> SystemPromptPassing.REFUSED;
        };
    }

    private static boolean has(List<Argument> arguments, String place) {
        return arguments.stream()
                .flatMap(argument -> argument.texts().stream())
                .anyMatch(text -> Placeholders.in(text).contains(place));
    }

    private @Nullable List<Rule> rules(Section section) {
        String format = Choice.of(section, "format", List.of("text", "json_lines"));
        List<Rule> rules = new ArrayList<>();
        for (Value item : section.items("rules", "a list of rules")) {
            if (item instanceof Value.Fields fields) {
                Section rule = new Section(fields, "a rule", problems);
                rule(rule).ifPresent(rules::add);
                rule.reportUnknownKeys();
            } else {
                problems.error(InputProblemCode.TYPE_WRONG, item.place(), "a rule must be a mapping");
            }
        }
        section.reportUnknownKeys();
        if (!"json_lines".equals(format)) {
            if (!rules.isEmpty()) {
                section.invalid("rules", "can only read lines of JSON (format: json_lines)");
            }
            return null;
        }
        return rules;
    }

    private Optional<Rule> rule(Section section) {
        Map<String, Set<String>> when = new LinkedHashMap<>();
        section.section("when", "'when'")
                .ifPresent(conditions -> conditions.entries().keySet().forEach(pointer -> {
                    checkPointer(pointer, conditions.placeOfKey(pointer));
                    Set<String> texts = new LinkedHashSet<>();
                    conditions.oneOrMore(pointer, "[done, finished]").forEach(mention -> texts.add(mention.text()));
                    when.put(pointer, texts);
                }));
        List<String> said = MEANINGS.stream().filter(section::has).toList();
        if (said.size() != 1) {
            problems.error(
                    InputProblemCode.KEY_MISSING,
                    section.place(),
                    "a rule must say one of " + String.join(", ", MEANINGS));
            return Optional.empty();
        }
        return meaning(section, said.getFirst()).map(meaning -> new Rule(when, meaning));
    }

    private Optional<Meaning> meaning(Section rule, String name) {
        return switch (name) {
            case "said" -> pointer(rule, name).map(Meaning.Said::new);
            case "noted" -> pointer(rule, name).map(Meaning.Noted::new);
            case "turn_ended" ->
                Boolean.TRUE.equals(rule.truth(name)) ? Optional.of(new Meaning.TurnEnded()) : no(rule, name);
            default ->
                rule.section(name, "'" + name + "'").flatMap(section -> {
                    Optional<Meaning> meaning = Optional.of(meaning(name, section));
                    section.reportUnknownKeys();
                    return meaning;
                });
        };
    }

    private static Optional<Meaning> no(Section rule, String name) {
        rule.invalid(name, "must be true");
        return Optional.empty();
    }

    private Meaning meaning(String name, Section section) {
        return switch (name) {
            case "begun" -> new Meaning.Begun(optional(section, "session"), optional(section, "model"));
            case "tool_called" ->
                new Meaning.ToolCalled(
                        optional(section, "call"),
                        pointer(section, "tool").orElse("/"),
                        optional(section, "arguments"));
            case "tool_answered" -> new Meaning.ToolAnswered(optional(section, "call"), optional(section, "error"));
            case "used" ->
                new Meaning.Used(
                        optional(section, "input_tokens"),
                        optional(section, "output_tokens"),
                        optional(section, "cache_read_tokens"),
                        optional(section, "cache_write_tokens"),
                        optional(section, "cost_usd"),
                        optional(section, "model"),
                        Boolean.TRUE.equals(section.truth("adds")));
            case "failed" -> new Meaning.Failed(optional(section, "error"), fault(section));
            default -> new Meaning.Done(optional(section, "answer"));
        };
    }

    private Optional<String> pointer(Section section, String key) {
        String pointer = optional(section, key);
        if (pointer == null && !section.has(key)) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "'" + key + "' must be a JSON pointer");
        }
        return Optional.ofNullable(pointer);
    }

    private @Nullable String optional(Section section, String key) {
        String pointer = section.line(key, LONGEST);
        return pointer != null && checkPointer(pointer, section.placeOf(key)) ? pointer : null;
    }

    private boolean checkPointer(String pointer, Place place) {
        try {
            JsonPointer.compile(pointer);
            return true;
        } catch (IllegalArgumentException e) {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    place,
                    "'" + pointer + "' is not a JSON pointer, for example /message/text");
            return false;
        }
    }

    /** By default a program that prints JSON must say that it is done, and of one that prints text the exit code says it. */
    private static boolean exitDecides(Section section, @Nullable List<Rule> rules) {
        String choice = Choice.of(section, "success", List.of("result", "exit_code"));
        boolean hasResult = rules != null && rules.stream().anyMatch(rule -> rule.meaning() instanceof Meaning.Done);
        if ("result".equals(choice) && !hasResult) {
            section.invalid("success", "can be 'result' only when a rule says 'done'");
        }
        return choice == null ? !hasResult : choice.equals("exit_code");
    }

    private List<FaultRule> faults(Section section) {
        List<FaultRule> faults = new ArrayList<>();
        for (Value item : section.items("faults", "a list of faults")) {
            if (item instanceof Value.Fields fields) {
                Section rule = new Section(fields, "a fault", problems);
                Integer exitCode = rule.wholeNumber("exit_code", 1, 255);
                String words = rule.line("words", LONGEST);
                AgentFault fault = fault(rule);
                rule.reportUnknownKeys();
                if (fault == null || Stream.of("exit_code", "words").noneMatch(rule::has)) {
                    problems.error(
                            InputProblemCode.KEY_MISSING,
                            rule.place(),
                            "a fault needs 'fault', and an 'exit_code' or 'words'");
                } else {
                    faults.add(new FaultRule(exitCode, words, fault));
                }
            } else {
                problems.error(InputProblemCode.TYPE_WRONG, item.place(), "a fault must be a mapping");
            }
        }
        return faults;
    }

    private static @Nullable AgentFault fault(Section section) {
        String name = Choice.of(section, "fault", FAULTS);
        return name == null ? null : ContractJson.mapper().convertValue(name, AgentFault.class);
    }
}
