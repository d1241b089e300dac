package dev.signalbox.contracts.spec;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an {@link AgentAccess} must fulfil. The first thing that is wrong is told in a sentence that names the key. */
public final class AccessRules {
    /** What may stand in an address. */
    private static final Set<String> NAMES =
            Set.of("run", "step", "attempt", "epoch", "workspace", "agent", "key", "task");

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^/?#@{}\\s]+(?:[/?#]\\S*)?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> OWN_HEADERS = Set.of(
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "idempotency-key",
            "traceparent",
            "transfer-encoding",
            "upgrade");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern REFERENCE = Pattern.compile("(?:env:[A-Za-z_][A-Za-z0-9_]*|file:[^/\\s][^\\s]*)");

    private AccessRules() {}

    /** What is wrong with how an agent is reached; empty when nothing is. */
    public static Optional<String> flaw(@Nullable AgentAccess access, AgentType type) {
        HttpService service = access == null ? null : access.http();
        if (type.equals(AgentType.HTTP) && service == null) {
            return Optional.of("an agent of type http needs 'http' with the 'url' of its service");
        }
        if (!type.equals(AgentType.HTTP) && service != null) {
            return Optional.of("only an agent of type http has 'http'");
        }
        return Stream.of(
                        access == null ? Stream.<String>empty() : flawsOfSecrets(access.secrets()),
                        service == null ? Stream.<String>empty() : flaws(service).stream())
                .flatMap(flaws -> flaws)
                .findFirst();
    }

    /** What is wrong with references to secrets, one sentence for each. */
    public static Stream<String> flawsOfSecrets(Map<String, String> secrets) {
        return secrets.entrySet().stream().flatMap(secret -> {
            if (!VARIABLE.matcher(secret.getKey()).matches() || secret.getKey().startsWith("SIGNALBOX_")) {
                return Stream.of("'" + secret.getKey() + "' is not a variable that a process can be given");
            }
            return REFERENCE.matcher(secret.getValue()).matches()
                    ? Stream.empty()
                    : Stream.of(
                            "the secret '" + secret.getKey()
                                    + "' must say where its value is: env:NAME of the runner, or file:PATH in its directory of secrets");
        });
    }

    private static List<String> flaws(HttpService service) {
        List<String> flaws = new ArrayList<>();
        address("url", service.url(), flaws);
        address("status_url", service.statusUrl(), flaws);
        address("events_url", service.eventsUrl(), flaws);
        address("cancel_url", service.cancelUrl(), flaws);
        service.headers().forEach((name, value) -> header(name, value, flaws));
        if (service.body() != null) {
            body(service.body(), flaws);
        }
        String method = service.cancelMethod();
        if (method != null && !method.equals("DELETE") && !method.equals("POST")) {
            flaws.add("'cancel_method' must be DELETE or POST");
        }
        fields(service, flaws);
        return flaws;
    }

    private static void address(String key, @Nullable String address, List<String> flaws) {
        if (address == null) {
            return;
        }
        if (!ADDRESS.matcher(address).matches() || !isAddress(Placeholders.fill(address, name -> "x"))) {
            flaws.add("'" + key + "' must be an http or https address, without a user in it");
        }
        Placeholders.in(address).stream()
                .filter(name -> !NAMES.contains(name))
                .forEach(name -> flaws.add("'" + key + "' cannot have {{" + name + "}}, only " + named()));
    }

    private static boolean isAddress(String text) {
        try {
            return URI.create(text).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void header(String name, String value, List<String> flaws) {
        if (!HEADER.matcher(name).matches() || OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            flaws.add("'" + name + "' cannot be a header of 'http'");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            flaws.add("the header '" + name + "' must be one line");
        }
        Placeholders.in(value).stream()
                .filter(place -> !NAMES.contains(place) && !place.startsWith(Placeholders.SECRET))
                .forEach(place -> flaws.add("the header '" + name + "' cannot have {{" + place + "}}, only " + named()
                        + " and {{secret.NAME}}"));
    }

    private static void body(@Nullable Object part, List<String> flaws) {
        switch (part) {
            case Map<?, ?> object -> object.values().forEach(value -> body(value, flaws));
            case List<?> list -> list.forEach(value -> body(value, flaws));
            case String text ->
                Placeholders.in(text).stream()
                        .filter(name -> !NAMES.contains(name) && !name.equals("prompt"))
                        .forEach(name ->
                                flaws.add("'body' cannot have {{" + name + "}}, only {{prompt}} and " + named()));
            case null, default -> {}
        }
    }

    private static void fields(HttpService service, List<String> flaws) {
        HttpFields fields = service.fields();
        pointers(fields)
                .filter(pointer -> pointer != null && !pointer.startsWith("/"))
                .forEach(pointer ->
                        flaws.add("'" + pointer + "' in 'fields' must be a JSON pointer, for example /status"));
        HttpCalls calls = fields.calls();
        if (calls != null && calls.id() == null && (calls.list() != null || service.answer() == HttpAnswer.POLL)) {
            flaws.add(
                    "'calls' need an 'id' where a call may be told twice: in a list, and by a service that is polled");
        }
        boolean knowsEnd = fields.state() != null && !fields.done().isEmpty();
        switch (service.answer()) {
            case NOW -> {}
            case POLL -> {
                if (service.statusUrl() == null && fields.statusUrl() == null) {
                    flaws.add("a service that is polled needs 'status_url', or a pointer to it in 'fields'");
                }
                if (!knowsEnd) {
                    flaws.add("a service that is polled needs 'state' and 'done' in 'fields'");
                }
            }
            case EVENTS -> {
                if (!knowsEnd) {
                    flaws.add("a service that sends events needs 'state' and 'done' in 'fields'");
                }
            }
        }
        boolean usesTask = Stream.of(service.statusUrl(), service.eventsUrl(), service.cancelUrl())
                .anyMatch(text -> text != null && Placeholders.in(text).contains("task"));
        if (usesTask && fields.task() == null) {
            flaws.add("{{task}} needs a pointer to the task in 'fields'");
        }
        if (Placeholders.in(service.url()).contains("task")) {
            flaws.add("'url' cannot have {{task}}: the service has not been asked yet");
        }
    }

    private static Stream<@Nullable String> pointers(HttpFields fields) {
        Stream<@Nullable String> own = Stream.of(
                fields.task(),
                fields.statusUrl(),
                fields.state(),
                fields.text(),
                fields.result(),
                fields.error(),
                fields.inputTokens(),
                fields.outputTokens(),
                fields.costUsd(),
                fields.model(),
                fields.turns());
        HttpCalls calls = fields.calls();
        return calls == null ? own : Stream.concat(own, pointers(calls));
    }

    private static Stream<@Nullable String> pointers(HttpCalls calls) {
        return Stream.of(calls.list(), calls.id(), calls.tool(), calls.arguments(), calls.answer(), calls.error());
    }

    private static String named() {
        return String.join(
                ", ", NAMES.stream().sorted().map(name -> "{{" + name + "}}").toList());
    }
}
