package dev.signalbox.runner.coding.cli;

import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.FaultWords;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * aider with {@code --message-file} and {@code --yes-always}, as its documentation describes them. It prints text, and exits with 0 when a
 * provider has refused every request; so what it prints decides.
 */
public final class Aider implements CodingCli {
    @Override
    public String program() {
        return "aider";
    }

    @Override
    public boolean readsSystemPrompt() {
        return true;
    }

    @Override
    public Invocation invocation(CodingTask task) throws Refusal {
        AgentProfile profile = task.profile();
        Unsupported.refuseTools("aider", profile);
        Unsupported.refuseSession("aider", profile);
        Arguments arguments = new Arguments(task.command(), program())
                .add("--yes-always", "--no-pretty", "--no-stream", "--no-check-update", "--no-show-release-notes")
                .option("--model", profile.model())
                .add("--message-file", task.prompt().toString())
                .option("--read", task.systemPrompt());
        return new Invocation(arguments.list(), Invocation.Input.NOTHING);
    }

    @Override
    public Sight sight() {
        return Sight.NO_CALLS;
    }

    @Override
    public Transcript transcript() {
        return new Lines();
    }

    private static final class Lines implements Transcript {
        private static final Pattern USED = Pattern.compile(
                "Tokens: (?<sent>\\d[\\d,]*(?:\\.\\d+)?[kM]?) sent,.*?(?<received>\\d[\\d,]*(?:\\.\\d+)?[kM]?) received\\."
                        + "(?:.* \\$(?<session>\\d[\\d,]*(?:\\.\\d+)?) session\\.?)?");
        private static final Pattern CACHE = Pattern.compile("(?<read>\\d[\\d,]*(?:\\.\\d+)?[kM]?) cache hit");
        private static final Pattern MODEL = Pattern.compile("(?:Main model|Model): (?<model>\\S+)");
        private static final Pattern FAILED = Pattern.compile(
                "^(?:litellm\\.\\w+Error|The API provider .* (?:unable|down|not able)|.*Only \\d+ reflections allowed).*");
        private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

        private @Nullable String error;
        private @Nullable String model;
        private Usage used = Usage.NONE;

        @Override
        public List<AgentSignal> read(String line) {
            Matcher tokens = USED.matcher(line);
            if (tokens.find()) {
                used = used.plus(usage(tokens, line));
                error = null;
                return List.of(new AgentSignal.Used(used), new AgentSignal.TurnEnded(), new AgentSignal.Noted(line));
            }
            Matcher named = MODEL.matcher(line);
            if (model == null && named.find()) {
                model = named.group("model");
                return List.of(new AgentSignal.Begun(null, model));
            }
            if (FAILED.matcher(line).matches()) {
                error = line.strip();
                return List.of(new AgentSignal.Noted(line.strip()));
            }
            return List.of(new AgentSignal.Unread(line));
        }

        @Override
        public AgentSignal.@Nullable Finished finished() {
            if (error != null) {
                return new AgentSignal.Finished(error, null, FaultWords.faultIn(error));
            }
            return used.equals(Usage.NONE) ? null : AgentSignal.Finished.successfully(null);
        }

        private Usage usage(Matcher tokens, String line) {
            Matcher cache = CACHE.matcher(line);
            String session = tokens.group("session");
            BigDecimal cost = session == null ? used.costUsd() : new BigDecimal(session.replace(",", ""));
            return new Usage(
                    count(tokens.group("sent")),
                    count(tokens.group("received")),
                    cost.subtract(used.costUsd()).max(BigDecimal.ZERO),
                    cache.find() ? count(cache.group("read")) : 0,
                    0,
                    model);
        }

        /** Reads {@code 1.2k} as 1,200. */
        private static long count(String number) {
            BigDecimal factor = switch (number.charAt(number.length() - 1)) {
                case 'k' -> THOUSAND;
                case 'M' -> THOUSAND.multiply(THOUSAND);
                default -> BigDecimal.ONE;
            };
            String digits = number.replaceAll("[kM,]", "");
            return Counts.of(new BigDecimal(digits).multiply(factor));
        }
    }
}
