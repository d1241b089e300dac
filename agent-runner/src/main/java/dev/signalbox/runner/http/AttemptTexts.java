package dev.signalbox.runner.http;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.Placeholders;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts of a service's definition, filled in for one attempt. What is filled in is never looked at again. */
public final class AttemptTexts {
    private final StartAttempt start;
    private final HttpService service;
    private final Map<String, String> secrets;
    private volatile String task = "";

    public AttemptTexts(StartAttempt start, HttpService service, Map<String, String> secrets) {
        this.start = start;
        this.service = service;
        this.secrets = secrets;
    }

    /** The service's name for the work is known now. */
    public void taskIs(String name) {
        task = name;
    }

    public boolean knowsTask() {
        return !task.isEmpty();
    }

    /** Names the attempt for as long as it lasts; the next one has another epoch and so another key. */
    public String key() {
        AttemptRef attempt = start.attempt();
        return attempt.run() + "/" + attempt.step() + "/" + attempt.attempt() + "/" + attempt.epoch();
    }

    /** An address; whatever is filled in stays one part of it. */
    public URI address(String text) throws ServiceFailure {
        try {
            return URI.create(Placeholders.fill(text, name -> encoded(value(name))));
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.denied("the service cannot be called: '" + text + "' is not an address");
        }
    }

    public Map<String, String> headers() throws ServiceFailure {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : service.headers().entrySet()) {
            for (String name : Placeholders.in(header.getValue())) {
                requireSecret(header.getKey(), name);
            }
            headers.put(header.getKey(), Placeholders.fill(header.getValue(), this::value));
        }
        return headers;
    }

    /** What is posted, to be written as JSON. */
    public Map<String, Object> body() {
        Map<String, Object> given = service.body();
        if (given == null) {
            Map<String, Object> usual = new LinkedHashMap<>();
            usual.put("prompt", value("prompt"));
            usual.put("workspace", value("workspace"));
            usual.put("run", value("run"));
            usual.put("step", value("step"));
            usual.put("attempt", start.attempt().attempt());
            usual.put("epoch", start.attempt().epoch());
            usual.put("agent", value("agent"));
            return usual;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        given.forEach((name, value) -> body.put(name, filled(value)));
        return body;
    }

    private Object filled(Object part) {
        return switch (part) {
            case String text -> Placeholders.fill(text, this::value);
            case List<?> list ->
                list.stream().map(item -> item == null ? "" : filled(item)).toList();
            case Map<?, ?> object -> {
                Map<String, Object> all = new LinkedHashMap<>();
                object.forEach((name, value) -> all.put(String.valueOf(name), value == null ? "" : filled(value)));
                yield all;
            }
            default -> part;
        };
    }

    private void requireSecret(String header, String name) throws ServiceFailure {
        if (name.startsWith(Placeholders.SECRET) && secret(name) == null) {
            throw ServiceFailure.denied("the header '" + header + "' needs the secret "
                    + name.substring(Placeholders.SECRET.length()) + ", which neither the agent nor its step has");
        }
    }

    private @Nullable String secret(String name) {
        return secrets.get(name.substring(Placeholders.SECRET.length()));
    }

    private String value(String name) {
        AttemptRef attempt = start.attempt();
        return switch (name) {
            case "prompt" -> start.prompt() == null ? "" : start.prompt();
            case "run" -> attempt.run().value();
            case "step" -> attempt.step().value();
            case "attempt" -> Integer.toString(attempt.attempt());
            case "epoch" -> Long.toString(attempt.epoch());
            case "workspace" -> attempt.workspace().value();
            case "agent" -> start.agent().value();
            case "key" -> key();
            case "task" -> task;
            default -> name.startsWith(Placeholders.SECRET) ? String.valueOf(secret(name)) : "";
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
