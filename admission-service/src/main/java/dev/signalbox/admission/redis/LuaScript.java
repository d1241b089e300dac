package dev.signalbox.admission.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A script that Redis runs atomically.
 *
 * @param text its text
 * @param sha1 the name under which Redis caches it
 */
public record LuaScript(String text, String sha1) {
    /** Loads {@code lua/<name>.lua} from the class path, behind those that it builds on. */
    public static LuaScript named(String name, String... foundations) {
        StringBuilder text = new StringBuilder();
        Stream.of(foundations).map(LuaScript::read).forEach(text::append);
        return of(text.append(read(name)).toString());
    }

    private static String read(String name) {
        String path = "/lua/" + name + ".lua";
        try (InputStream in = LuaScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LuaScript of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new LuaScript(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
