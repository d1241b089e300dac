package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.AccessRules;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an agent is reached with: {@code http} and {@code secrets}. */
final class AccessSection {
    private static final String HTTP = "http";
    private static final String SECRETS = "secrets";
    private static final int LONGEST_ADDRESS = 4_000;
    private static final int LONGEST_POINTER = 500;

    private final Problems problems;

    AccessSection(Problems problems) {
        this.problems = problems;
    }

    /** What an agent of this type is reached with; null when nothing is said. */
    @Nullable
    AgentAccess read(Section section, AgentType type) {
        Optional<Section> http = section.section(HTTP, "'http'");
        HttpService service = http.isEmpty() ? null : service(http.get());
        Map<String, String> secrets = secrets(section);
        boolean unreadable = service == null && section.has(HTTP);
        AgentAccess access = service == null && secrets.isEmpty() ? null : new AgentAccess(service, secrets);
        if (!unreadable) {
            AccessRules.flaw(access, type)
                    .ifPresent(flaw -> problems.error(
                            section.has(HTTP) ? InputProblemCode.VALUE_INVALID : InputProblemCode.KEY_MISSING,
                            section.placeOf(HTTP),
                            flaw));
        }
        return access;
    }

    /** The references of secrets; those that are none are reported and left out. */
    Map<String, String> secrets(Section section) {
        Map<String, String> secrets = new LinkedHashMap<>();
        section.mentionsByName(SECRETS).forEach((name, reference) -> {
            List<String> flaws =
                    AccessRules.flawsOfSecrets(Map.of(name, reference.text())).toList();
            flaws.forEach(flaw -> problems.error(InputProblemCode.VALUE_INVALID, reference.place(), flaw));
            if (flaws.isEmpty()) {
                secrets.put(name, reference.text());
            }
        });
        return secrets;
    }

    private @Nullable HttpService service(Section section) {
        String url = section.line("url", LONGEST_ADDRESS);
        if (!section.has("url")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "'http' needs the 'url' of the service");
        }
        String answer = Choice.of(section, "answer", List.of("now", "poll", "events"));
        String method = Choice.of(section, "cancel_method", List.of("DELETE", "POST"));
        Map<String, String> headers = new LinkedHashMap<>();
        section.mentionsByName("headers").forEach((name, value) -> headers.put(name, value.text()));
        HttpService service = new HttpService(
                url == null ? "" : url,
                headers,
                body(section),
                answer == null ? HttpAnswer.NOW : HttpAnswer.valueOf(answer.toUpperCase(Locale.ROOT)),
                section.line("status_url", LONGEST_ADDRESS),
                section.timeout("every"),
                section.line("events_url", LONGEST_ADDRESS),
                section.section("fields", "'fields'").map(this::fields).orElse(HttpFields.NONE),
                section.line("cancel_url", LONGEST_ADDRESS),
                method,
                section.timeout("timeout"));
        section.reportUnknownKeys();
        return url == null ? null : service;
    }

    private static @Nullable Map<String, Object> body(Section section) {
        Value value = section.value("body");
        if (value == null) {
            return null;
        }
        if (!(value instanceof Value.Fields fields)) {
            section.invalid("body", "must be a mapping, which is sent as JSON");
            return null;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            Object plain = field.value().plain();
            if (plain != null) {
                body.put(name, Objects.requireNonNull(plain));
            }
        });
        return body;
    }

    private HttpFields fields(Section section) {
        HttpFields fields = new HttpFields(
                section.line("task", LONGEST_POINTER),
                section.line("status_url", LONGEST_POINTER),
                section.line("state", LONGEST_POINTER),
                states(section, "done"),
                states(section, "failed"),
                section.line("text", LONGEST_POINTER),
                section.line("result", LONGEST_POINTER),
                section.line("error", LONGEST_POINTER),
                section.line("input_tokens", LONGEST_POINTER),
                section.line("output_tokens", LONGEST_POINTER),
                section.line("cost_usd", LONGEST_POINTER),
                section.line("model", LONGEST_POINTER),
                section.section("calls", "'calls'").map(this::calls).orElse(null),
                section.line("turns", LONGEST_POINTER));
        section.reportUnknownKeys();
        return fields;
    }

    private @Nullable HttpCalls calls(Section section) {
        String tool = section.line("tool", LONGEST_POINTER);
        if (!section.has("tool")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "'calls' needs the 'tool' that is called");
        }
        HttpCalls calls = new HttpCalls(
                section.line("list", LONGEST_POINTER),
                section.line("id", LONGEST_POINTER),
                tool == null ? "" : tool,
                section.line("arguments", LONGEST_POINTER),
                section.line("answer", LONGEST_POINTER),
                section.line("error", LONGEST_POINTER));
        section.reportUnknownKeys();
        return tool == null ? null : calls;
    }

    private static List<String> states(Section section, String key) {
        return section.oneOrMore(key, "[done, succeeded]").stream()
                .map(Mention::text)
                .toList();
    }
}
