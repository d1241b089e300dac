package dev.signalbox.admission.runs;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When two requests ask for the same run: their normal forms are equal, wherever the files came from. The canonical text is the JSON
 * of the run specification with every key in alphabetical order, without the names of the source files, and without {@code max_parallel}:
 * how much of it happens at once does not change what is asked for.
 */
public final class CanonicalRequest {
    private static final ObjectMapper MAPPER = ContractJson.configure(JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build());

    private CanonicalRequest() {}

    /** SHA-256 of the canonical text, 64 hexadecimal digits. */
    public static String hashOf(RunSpec spec) {
        return hashOf(spec, null);
    }

    /**
     * The same of a child run: what two steps ask for is two runs.
     *
     * @param parent the attempt that asks; null for a root run
     */
    public static String hashOf(RunSpec spec, @Nullable ParentRun parent) {
        return hashOf(spec, parent, "");
    }

    /** The same of a run whose other steps are to come: whoever asks for a complete run must not get one that waits for more. */
    public static String hashOfUnsealed(RunSpec spec, @Nullable ParentRun parent) {
        return hashOf(spec, parent, "\nunsealed");
    }

    private static String hashOf(RunSpec spec, @Nullable ParentRun parent, String more) {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            out.write(MAPPER.writeValueAsBytes(withoutNames(spec)));
            if (parent != null) {
                String asker = "\n" + parent.depth() + "\n" + parent.run() + "\n" + parent.step();
                out.write(asker.getBytes(StandardCharsets.UTF_8));
            }
            out.write(more.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static RunSpec withoutNames(RunSpec spec) {
        return new RunSpec(
                spec.name(),
                spec.workspace(),
                spec.agents(),
                spec.steps(),
                withoutParallelism(spec.options()),
                new DefinitionSource(spec.source().format(), List.of()),
                spec.carried(),
                spec.notEnforced());
    }

    private static RunOptions withoutParallelism(RunOptions options) {
        return new RunOptions(null, options.onFailure(), options.priority(), options.timeout());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
