package dev.signalbox.contracts;

import dev.signalbox.contracts.event.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it travels: CloudEvents 1.0 in binary mode, that is attributes in headers and a JSON body.
 *
 * @param headers the CloudEvents attributes and the content type, ready to become record headers
 * @param body the JSON text, UTF-8
 */
public record WireMessage(Map<String, byte[]> headers, byte[] body) {
    public static final String TYPE = "ce_type";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CONTENT_TYPE = "content-type";

    /**
     * Writes a message.
     *
     * @param source who sends it, for example {@code /scheduler-service}
     * @param at when it was made
     */
    public static WireMessage write(Object message, String source, Instant at) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, utf8("1.0"));
        headers.put(ID, utf8(idOf(message)));
        headers.put(TYPE, utf8(MessageCatalogue.nameOf(message)));
        headers.put(SOURCE, utf8(source));
        headers.put(TIME, utf8(at.toString()));
        headers.put(CONTENT_TYPE, utf8("application/json"));
        try {
            return new WireMessage(headers, ContractJson.mapper().writeValueAsBytes(message));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + message.getClass(), e);
        }
    }

    /**
     * Reads a message.
     *
     * @param type the value of the {@link #TYPE} header, null when it is missing
     * @param body the body, null when it is missing
     * @throws UnreadableMessage when the type is missing, unknown or not a {@code wanted}, or the body is not its JSON
     */
    public static <T> T read(byte @Nullable [] type, byte @Nullable [] body, Class<T> wanted) throws UnreadableMessage {
        if (type == null) {
            throw new UnreadableMessage("the header " + TYPE + " is missing");
        }
        if (body == null) {
            throw new UnreadableMessage("the body is missing");
        }
        String name = new String(type, StandardCharsets.UTF_8);
        Class<?> message =
                MessageCatalogue.typeOf(name).orElseThrow(() -> new UnreadableMessage("unknown message type " + name));
        if (!wanted.isAssignableFrom(message)) {
            throw new UnreadableMessage("a message of type " + name + " does not belong here");
        }
        return wanted.cast(parse(body, message, name));
    }

    private static Object parse(byte[] body, Class<?> type, String name) throws UnreadableMessage {
        Object message;
        try {
            message = ContractJson.mapper().readValue(body, type);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableMessage("the body is not a " + name + ": " + e.getMessage(), e);
        }
        if (message == null) {
            throw new UnreadableMessage("the body of " + name + " is null");
        }
        return message;
    }

    private static String idOf(Object message) {
        return message instanceof RunEvent event
                ? event.run() + "/" + event.seq()
                : UUID.randomUUID().toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
