package dev.signalbox.bench;

import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** What the runner adds to real processes: before their first word, while they talk, and when they are killed. */
final class AgentProcesses {
    private static final String RUNNER = "agent-runner";
    private static final String WORKSPACE = "bench-agents";
    private static final int FIRST_WORDS = 100;
    private static final int TALKERS = 50;
    private static final int SECONDS = 5;
    private static final int LINE_BYTES = 100;
    private static final int LINES_A_SECOND = 10_000;
    private static final int KILLS = 20;
    private static final int FAMILY = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String[] SAY_THE_TIME = {"date", "+%s%N"};

    private final Stack stack;
    private final SignalboxClient client;
    private final EventTap tap;
    private final Logs logs;
    private final Report report;

    AgentProcesses(Stack stack, SignalboxClient client, EventTap tap, Report report) {
        this.stack = stack;
        this.client = client;
        this.tap = tap;
        this.logs = new Logs(stack.kafkaAddress());
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        firstWords();
        talk();
        kill();
    }

    /** The process says itself what time it is, so that neither side counts how its word travels. */
    private void firstWords() throws IOException, InterruptedException {
        List<Long> bare = new ArrayList<>();
        for (int i = 0; i < FIRST_WORDS; i++) {
            long before = nanos(Instant.now());
            Process process = new ProcessBuilder(SAY_THE_TIME).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            bare.add(Long.parseLong(said.strip()) - before);
        }
        RunId run = chain("first-words", "run: [date, +%s%N]");
        Map<AttemptRef, Long> taken = new HashMap<>();
        logs.outcomes(run, outcome -> taken(outcome, taken));
        List<Long> ours = new ArrayList<>();
        logs.output(
                run,
                chunk -> ours.add(
                        Long.parseLong(chunk.text().strip()) - Objects.requireNonNull(taken.get(chunk.attempt()))));
        Samples alone = Samples.of(bare);
        Samples supervised = Samples.of(ours);
        Samples begun = begun();
        report.add("bare start of a process to its first word, median", alone.median(), "ms", "");
        report.add("taken by the runner to begun, median", begun.median(), "ms", "report and commit; of a fake step");
        report.add("taken by the runner to its first word, median", supervised.median(), "ms", "");
        report.add("    p99", supervised.p99(), "ms", "");
        report.add(
                "added to the start of the process, median",
                supervised.median() - begun.median() - alone.median(),
                "ms",
                "goal: under 20");
        report.add("added with report and commit, median", supervised.median() - alone.median(), "ms", "");
    }

    /** How long it takes until a step that needs no process has begun, and ended in the same instant. */
    private Samples begun() throws InterruptedException {
        RunId run = chain("nothing", "fake: {}");
        Map<AttemptRef, Long> taken = new HashMap<>();
        List<Long> times = new ArrayList<>();
        logs.outcomes(run, outcome -> {
            taken(outcome, taken);
            if (outcome instanceof AttemptFinished finished) {
                times.add(nanos(finished.at()) - Objects.requireNonNull(taken.get(finished.attempt())));
            }
        });
        return Samples.of(times);
    }

    private static void taken(Outcome outcome, Map<AttemptRef, Long> times) {
        if (outcome instanceof AttemptStarted started) {
            times.put(started.attempt(), nanos(started.at()));
        }
    }

    /** Steps that follow each other. */
    private RunId chain(String name, String work) throws InterruptedException {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < FIRST_WORDS; i++) {
            steps.append("  s%d: {%s%s}%n".formatted(i, work, i == 0 ? "" : ", depends_on: [s" + (i - 1) + "]"));
        }
        RunId run = client.submit(new RunRequest(
                        WORKSPACE,
                        List.of(new SourceFile(
                                name + ".yaml", "apiVersion: signalbox/v1\nname: " + name + "\nsteps:\n" + steps)),
                        null,
                        null,
                        false,
                        null))
                .run();
        tap.awaitSuccess(List.of(run));
        return run;
    }

    private void talk() throws IOException, InterruptedException {
        Path speech = Files.createTempFile("signalbox-bench", ".txt");
        try {
            String second = speech();
            Files.writeString(speech, second);
            ProcessRecord runner = runner();
            double before = mebibytes(runner, "VmRSS");
            ProcessorTime used = ProcessorTime.of(stack);
            long start = System.nanoTime();
            StringBuilder steps = new StringBuilder();
            for (int i = 0; i < TALKERS; i++) {
                steps.append("  s%d: {run: [/bin/sh, -c, '%s', %s]}%n".formatted(i, script(), speech));
            }
            RunId run = submit("talkers", TALKERS, steps.toString());
            long end = tap.awaitSuccess(List.of(run));
            ProcessorTime since = ProcessorTime.of(stack).since(used);
            double seconds = (end - start) / 1e9;
            report.add(
                    TALKERS + " agents of 1 MB/s each",
                    TALKERS * SECONDS * second.length() / 1e6 / seconds,
                    "MB/s",
                    "printed " + TALKERS * SECONDS + " MB in all; from the POST to the last end");
            report.add("    memory of the runner before", before, "MiB", "resident");
            report.add("    most memory of the runner", mebibytes(runner, "VmHWM"), "MiB", "resident, since its start");
            report.add(
                    "    processor, runner with its agents",
                    100 * since.of(RUNNER).toNanos() / 1e9 / seconds,
                    "% of one",
                    "");
            heard(run, second);
        } finally {
            Files.delete(speech);
        }
    }

    private void heard(RunId run, String second) {
        Map<AttemptRef, StringBuilder> texts = new HashMap<>();
        long[] dropped = {0};
        logs.output(run, chunk -> {
            dropped[0] += chunk.droppedBytes();
            if (chunk.stream() == OutputStreamName.STDOUT) {
                texts.computeIfAbsent(chunk.attempt(), attempt -> new StringBuilder())
                        .append(chunk.text());
            }
        });
        String all = second.repeat(SECONDS);
        long lines = texts.values().stream()
                .mapToLong(text -> text.chars().filter(c -> c == '\n').count())
                .sum();
        long different =
                texts.values().stream().filter(text -> !all.contentEquals(text)).count();
        report.add(
                "    lines lost",
                (double) ((long) TALKERS * SECONDS * LINES_A_SECOND - lines),
                "lines",
                "goal: 0, of " + TALKERS * SECONDS * LINES_A_SECOND);
        report.add(
                "    agents whose text is not what they said",
                (double) (different + TALKERS - texts.size()),
                "",
                "goal: 0");
        report.add("    bytes said to be dropped", (double) dropped[0], "bytes", "goal: 0");
    }

    /** The grace of the stack is nothing here, so that TERM is followed by KILL. */
    private void kill() throws IOException, InterruptedException {
        List<Long> gone = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            RunId run = submit("stubborn-" + i, 1, "  s0: {run: [/bin/sh, -c, '%s']}%n".formatted(family()));
            Cookie cookie = new Cookie("SIGNALBOX_RUN", run.value());
            await(() -> cookie.bearers().size() >= 2 * FAMILY);
            long before = System.nanoTime();
            client.cancel(run, "the bench has seen enough");
            await(() -> cookie.bearers().isEmpty());
            gone.add(System.nanoTime() - before);
        }
        Samples samples = Samples.of(gone);
        report.add(
                "cancel to the whole tree gone, median",
                samples.median(),
                "ms",
                2 * FAMILY + " processes in two sessions that ignore TERM; no grace");
        report.add("    longest of " + KILLS, samples.millis(1), "ms", "goal: KILL to gone under 2,000");
    }

    private RunId submit(String name, int capacity, String steps) {
        String yaml = "apiVersion: signalbox/v1\nname: %s\nagents: {a: {type: command, capacity: %d}}\nsteps:\n%s"
                .formatted(name, capacity, steps);
        return client.submit(new RunRequest(
                        WORKSPACE, List.of(new SourceFile(name + ".yaml", yaml)), null, null, false, null))
                .run();
    }

    private ProcessRecord runner() {
        return stack.processes().stream()
                .filter(process -> process.name().equals(RUNNER))
                .findFirst()
                .orElseThrow();
    }

    private static String script() {
        return "n=0; while [ $n -lt " + SECONDS + " ]; do cat \"$0\"; n=$((n+1)); sleep 1; done";
    }

    private static String family() {
        String stubborn = "trap \"\" TERM; n=0; while [ $n -lt " + FAMILY + " ]; do (while :; do sleep 5; done) & "
                + "n=$((n+1)); done; wait";
        return "(" + stubborn + ") & setsid sh -c \""
                + stubborn.replace("\"", "\\\"").replace("$", "\\$") + "\" & wait";
    }

    private static String speech() {
        StringBuilder speech = new StringBuilder();
        for (int line = 0; line < LINES_A_SECOND; line++) {
            String number = "%06d ".formatted(line);
            speech.append(number)
                    .append("x".repeat(LINE_BYTES - number.length() - 1))
                    .append('\n');
        }
        return speech.toString();
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static double mebibytes(ProcessRecord process, String what) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith(what + ":")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }

    /** Something that is looked at again and again. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("it did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
