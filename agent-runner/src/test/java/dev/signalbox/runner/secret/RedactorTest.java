package dev.signalbox.runner.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RedactorTest {
    private static final String KEY = "sk-live/4eC39H+q=Lyjü";
    private final Redactor redactor = Redactor.of(Map.of("KEY", KEY));

    @Test
    void a_value_is_replaced_by_its_name_wherever_it_stands() {
        assertThat(redactor.text("key " + KEY + KEY + "!")).isEqualTo("key [redacted:KEY][redacted:KEY]!");
        assertThat(redactor.text("nothing to hide")).isEqualTo("nothing to hide");
        assertThat(redactor.text(null)).isNull();
    }

    @Test
    void every_cut_of_a_stream_into_two_pieces_gives_the_same() {
        byte[] text = ("before " + KEY + " after " + KEY.substring(0, 5)).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            assertThat(inPieces(redactor, text, cut)).isEqualTo("before [redacted:KEY] after " + KEY.substring(0, 5));
        }
    }

    @Test
    void a_value_that_is_broken_into_lines_anywhere_is_found() {
        for (int at = 1; at < KEY.length(); at++) {
            assertThat(redactor.text("a " + KEY.substring(0, at) + "\r\n" + KEY.substring(at) + " b\n"))
                    .isEqualTo("a [redacted:KEY] b\n");
        }
    }

    @Test
    void its_encodings_are_found_also_inside_of_something_longer() {
        byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);
        assertThat(redactor.text(Base64.getEncoder().encodeToString(bytes))).doesNotContain("c2stbGl2");
        assertThat(redactor.text("?key=" + URLEncoder.encode(KEY, StandardCharsets.UTF_8) + "&x=1"))
                .isEqualTo("?key=[redacted:KEY]&x=1");
        assertThat(redactor.text("?key="
                        + URLEncoder.encode(KEY, StandardCharsets.UTF_8)
                                .toLowerCase(Locale.ROOT)
                                .replace("ec39h", "eC39H")
                                .replace("lyj", "Lyj")
                        + "&"))
                .isEqualTo("?key=[redacted:KEY]&");
        for (String user : new String[] {"u:", "us:", "use:", "user:"}) {
            String basic = Base64.getEncoder().encodeToString((user + KEY + ":x").getBytes(StandardCharsets.UTF_8));
            String inner = new String(
                    Base64.getDecoder().decode(padded(remaining(redactor.text(basic)))), StandardCharsets.UTF_8);
            assertThat(redactor.text(basic)).contains("[redacted:KEY]");
            assertThat(inner).doesNotContain("live");
        }
        Redactor quoted = Redactor.of(Map.of("Q", "pass\"word\\with\nlines"));
        assertThat(quoted.text("{\"a\":\"pass\\\"word\\\\with\\nlines\"}")).isEqualTo("{\"a\":\"[redacted:Q]\"}");
    }

    @Test
    void of_a_value_of_many_lines_each_longer_line_is_one_too() {
        Redactor pem = Redactor.of(
                Map.of("PEM", "-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----"));

        assertThat(pem.text("it has MIIEvQIBADANBgkq in it")).isEqualTo("it has [redacted:PEM] in it");
        assertThat(pem.text("x\n-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\ny"))
                .isEqualTo("x\n[redacted:PEM]\ny");
    }

    @Test
    void values_that_overlap_or_are_within_each_other_are_all_gone() {
        Redactor many = Redactor.of(Map.of("A", "abcdef", "B", "abcdefXsecret2Y", "C", "secret2", "D", "defghi"));

        assertThat(many.text("-abcdefXsecret2Z-")).isEqualTo("-[redacted:A]X[redacted:C]Z-");
        assertThat(many.text("-abcdefXsecret2Y-")).isEqualTo("-[redacted:B]-");
        assertThat(many.text("-abcdefghi-")).isEqualTo("-[redacted:A]-");
    }

    @Test
    void random_streams_in_random_pieces_are_as_redacted_as_whole_ones_and_hold_little() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Redactor small = Redactor.of(Map.of("S", "aabaab", "T", "abaaba", "U", "bbbbbbbb"));
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            random.ints(200, 0, 12).forEach(n -> text.append(n == 0 ? '\n' : n < 7 ? 'a' : 'b'));
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            RedactingStream stream = small.stream();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + random.nextInt(7), bytes.length - at);
                byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
                stream.accept(piece, length, out);
                at += length;
            }
            stream.close(out);
            String streamed = out.toString(StandardCharsets.UTF_8);
            assertThat(streamed).as("seed %d", seed).isEqualTo(small.text(text.toString()));
            assertThat(streamed.replaceAll("\\[redacted:.]", "|").replace("\n", ""))
                    .as("seed %d", seed)
                    .doesNotContain("aabaab", "abaaba", "bbbbbbbb");
            assertThat(stream.room()).isEqualTo(256);
        }
    }

    @Test
    void however_a_value_is_escaped_in_json_and_wherever_it_is_cut_it_is_found() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String value = value(random);
            Redactor one = Redactor.of(Map.of("V", value));
            String json = "{\"at\":\"" + escaped(value, random) + "\",\"n\":1}";
            String nested = "{\"line\":\"" + escaped("<" + json + ">", random) + "\"}";

            assertThat(inPieces(one, json, random))
                    .as("seed %d, '%s' in %s", seed, value, json)
                    .isEqualTo("{\"at\":\"[redacted:V]\",\"n\":1}");
            assertThat(undone(inPieces(one, nested, random)))
                    .as("seed %d, '%s' in %s", seed, value, nested)
                    .isEqualTo("{\"line\":\"<{\"at\":\"[redacted:V]\",\"n\":1}>\"}");
        }
    }

    @Test
    void escapes_that_hide_nothing_stay_as_they_are() {
        for (String text : new String[] {
            "C:\\users\\x \\u00 \\ud83d \\ud83d\\u0041 \\udc00 \\q \\\\ \\\"",
            "{\"a\":\"\\u0041\\/\\n\"}",
            "\\",
            "\\u004",
            "\\\\\\u"
        }) {
            assertThat(redactor.text(text)).isEqualTo(text);
        }
    }

    @Test
    void other_forms_of_a_value_are_found_when_they_are_escaped() {
        String base64 = Base64.getEncoder().encodeToString("key/??>>~~value".getBytes(StandardCharsets.UTF_8));
        Redactor one = Redactor.of(Map.of("V", "key/??>>~~value"));

        assertThat(base64).contains("/");
        assertThat(one.text("\"" + base64.replace("/", "\\/") + "\"")).isEqualTo("\"[redacted:V]\"");
        assertThat(one.text("key\\/??\\u003E\\u003e\n~~value")).isEqualTo("[redacted:V]");
        assertThat(one.text("key\\/??\\u0\r\n03E\\u003e~~value")).isEqualTo("[redacted:V]");
    }

    @Test
    void a_flood_of_escapes_is_held_for_no_longer_than_a_value() {
        RedactingStream stream = Redactor.of(Map.of("A", "aaaaaaa!")).stream();
        for (String flood : new String[] {"\\", "\\u0061", "\\u005cu0061", "\\u", "\\\n"}) {
            byte[] bytes = flood.repeat(20_000).getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            stream.accept(bytes, bytes.length, out);

            assertThat(stream.room()).as(flood).isLessThanOrEqualTo(1_024);
            assertThat(out.size()).as(flood).isGreaterThan(bytes.length - 1_024);
        }
    }

    private static String value(Random random) {
        String letters = "ab\"\\/<\u00fc\t\u20ac\ud83d\ude80\b\f";
        int[] points = letters.codePoints().toArray();
        StringBuilder value = new StringBuilder("k");
        int length = 6 + random.nextInt(12);
        for (int at = 0; at < length; at++) {
            value.appendCodePoint(points[random.nextInt(points.length)]);
            if (random.nextInt(8) == 0) {
                value.append("\nz");
            }
        }
        return value.append('e').toString();
    }

    /** As one JSON writer or another would write it: each character in one of the ways that are allowed. */
    private static String escaped(String text, Random random) {
        StringBuilder json = new StringBuilder();
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            String brief = brief(point);
            boolean mayStay = point >= ' ' && point != '"' && point != '\\';
            int way = random.nextInt(3);
            if (mayStay && way == 0) {
                json.append(character);
            } else if (brief != null && way < 2) {
                json.append(brief);
            } else {
                character.chars().forEach(unit -> {
                    String code = "%04x".formatted(unit);
                    json.append("\\u").append(random.nextBoolean() ? code : code.toUpperCase(Locale.ROOT));
                });
            }
        });
        return json.toString();
    }

    private static @Nullable String brief(int point) {
        return switch (point) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '/' -> "\\/";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default -> null;
        };
    }

    private static String inPieces(Redactor redactor, String text, Random random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RedactingStream stream = redactor.stream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(9), bytes.length - at);
            stream.accept(Arrays.copyOfRange(bytes, at, at + length), length, out);
            at += length;
        }
        stream.close(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** A JSON object with one text, with that text as it is meant. */
    private static String undone(String json) {
        try {
            return "{\"line\":\""
                    + new ObjectMapper().readTree(json).get("line").textValue() + "\"}";
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void a_flood_of_beginnings_is_held_for_no_longer_than_a_value_and_passes_at_speed() {
        Redactor one = Redactor.of(Map.of("A", "a".repeat(1_000) + "!"));
        RedactingStream stream = one.stream();
        byte[] flood = "a".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
        long passed = 0;
        for (int i = 0; i < 64; i++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            stream.accept(flood, flood.length, out);
            passed += out.size();
        }

        assertThat(stream.room()).isLessThanOrEqualTo(8 * 1024);
        assertThat(passed).isEqualTo(64L * 64 * 1024 - 1_000);
    }

    private static String inPieces(Redactor redactor, byte[] text, int cut) {
        RedactingStream stream = redactor.stream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream.accept(text, cut, out);
        byte[] rest = Arrays.copyOfRange(text, cut, text.length);
        stream.accept(rest, rest.length, out);
        stream.close(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String remaining(@Nullable String text) {
        return String.valueOf(text).replace("[redacted:KEY]", "");
    }

    private static String padded(String base64) {
        String plain = base64.replace("=", "");
        return plain.substring(0, plain.length() - plain.length() % 4);
    }
}
