package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.api.QueuePlace;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what {@code decide.lua} and {@code look.lua} answer. */
public final class LeaseAnswers {
    private LeaseAnswers() {}

    public static LeaseAnswer read(@Nullable Response response) {
        Response answer = Objects.requireNonNull(response, "the script answers always");
        return switch (text(answer, 0)) {
            case "granted" -> new LeaseAnswer.Granted(text(answer, 1), number(answer, 2));
            case "known" ->
                new LeaseAnswer.Known(
                        text(answer, 1),
                        new RunId(text(answer, 2)),
                        text(answer, 3),
                        number(answer, 4) == 1,
                        number(answer, 5),
                        number(answer, 6) == 0 ? null : place(answer, 6));
            case "queued" -> new LeaseAnswer.Queued(text(answer, 1), number(answer, 2), place(answer, 3));
            case "full" -> new LeaseAnswer.Full(number(answer, 1), number(answer, 2));
            case "full-here" -> new LeaseAnswer.FullHere(number(answer, 1), number(answer, 2));
            case "queue-full" -> new LeaseAnswer.QueueFull(number(answer, 1), number(answer, 2));
            case "deep" -> new LeaseAnswer.TooDeep(number(answer, 1));
            case "orphan" -> new LeaseAnswer.ParentOver(number(answer, 1));
            case "broken" ->
                new LeaseAnswer.Broken(
                        cause(text(answer, 1)), wait(number(answer, 2)), text(answer, 3), number(answer, 4));
            case "rebuilding" -> new LeaseAnswer.Rebuilding();
            case String other -> throw new IllegalStateException("the script answers " + other);
        };
    }

    /** A place in the queue, from three elements of an answer: position, how many wait, estimated start in ms or nothing. */
    public static QueuePlace place(Response answer, int first) {
        String start = text(answer, first + 2);
        return new QueuePlace(
                number(answer, first),
                number(answer, first + 1),
                start.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(start)));
    }

    /** A cause by its name on the wire. */
    public static CircuitCause cause(String name) {
        return ContractJson.mapper().convertValue(name, CircuitCause.class);
    }

    private static @Nullable Duration wait(int millis) {
        return millis < 0 ? null : Duration.ofMillis(millis);
    }

    private static String text(Response answer, int element) {
        return answer.get(element).toString();
    }

    private static int number(Response answer, int element) {
        return answer.get(element).toInteger();
    }
}
