package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How branches and references are called. What git does not allow in a name is written as its code. */
public final class BranchNames {
    private static final int LONGEST_LEVEL = 120;
    private static final int DIGEST_CHARACTERS = 12;
    private static final Pattern DOTS = Pattern.compile("^\\.|\\.(?=\\.)|\\.$|\\.(?=lock$)|:");

    private static final Pattern OF_ATTEMPT =
            Pattern.compile("ws/.+-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-\\d+");

    private BranchNames() {}

    /** The branch of an attempt; no other attempt ever has it. */
    static String of(AttemptRef attempt, AgentId agent) {
        String step = Arrays.stream(attempt.step().value().split("/", -1))
                .map(BranchNames::level)
                .collect(Collectors.joining("/"));
        return "ws/" + step + "/" + level(agent.value()) + "-" + attempt.run() + "-" + attempt.attempt();
    }

    /** The branch in which the work of a run comes together. */
    static String of(RunId run) {
        return "signalbox/" + run;
    }

    /** The branch into which that of an attempt is to be merged; empty when it is not one of an attempt. */
    public static Optional<String> wholeOf(String branch) {
        Matcher name = OF_ATTEMPT.matcher(branch);
        return name.matches() ? Optional.of("signalbox/" + name.group(1)) : Optional.empty();
    }

    /** Remembers where that branch began. */
    static String baseOf(RunId run) {
        return "refs/signalbox/base/" + run;
    }

    /** Remembers what a step answers to those that need it. */
    static String outputOf(RunId run, StepId step) {
        return "refs/signalbox/output/" + run + "/" + levelOf(step);
    }

    /** A step as one file name. */
    static String levelOf(StepId step) {
        return level(step.value().replace('/', ':'));
    }

    private static String level(String text) {
        if (text.isEmpty()) {
            return "%2F";
        }
        String allowed = DOTS.matcher(text)
                .replaceAll(found -> "%" + "%02X".formatted((int) found.group().charAt(0)));
        return allowed.length() <= LONGEST_LEVEL
                ? allowed
                : allowed.substring(0, LONGEST_LEVEL - DIGEST_CHARACTERS - 1) + "-" + digest(text);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
