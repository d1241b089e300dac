package dev.signalbox.runner.types.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watched;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.types.DescribedCli;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples, and classes that misbehave, from a directory as a runner is given one. */
class TypesDirectoryIT {
    private static final Path EXAMPLES = Path.of("../examples/adapters");

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private final List<Usage> reported = new CopyOnWriteArrayList<>();
    private final Governors governors = new Governors((assignment, finding) -> {}, System::nanoTime);
    private @Nullable Governance governance;
    private Path types;

    @BeforeEach
    void create() throws IOException {
        types = Files.createDirectory(directory.resolve("types"));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void the_examples_are_types_and_the_class_does_its_work() throws Exception {
        Files.copy(EXAMPLES.resolve("house_model.yaml"), types.resolve("house_model.yaml"));
        jar("EchoAgent", Files.readString(EXAMPLES.resolve("java/EchoAgent.java")));

        TypesDirectory brought = TypesDirectory.read(Optional.of(types));

        assertThat(brought.described()).containsOnlyKeys(new AgentType("house_model"));
        assertThat(brought.described().values())
                .allMatch(description -> new DescribedCli(description).sight() == Sight.CALLS);
        assertThat(brought.classes()).containsOnlyKeys(new AgentType("echo"));
        begin(brought, "echo", "one two");
        AttemptResult result = end();
        assertThat(result.outcome()).as("%s", result).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.output()).isEqualTo("one two");
        assertThat(result.usage().tokens()).isEqualTo(4);
        assertThat(reported).extracting(Usage::tokens).containsExactly(2L, 4L);
        assertThat(printed()).isEqualTo("one\ntwo\n");
        begin(brought, "echo", " ");
        assertThat(end().message()).isEqualTo("there is nothing to echo");
    }

    @Test
    void a_class_sees_nothing_of_the_runner_and_what_it_throws_is_a_failed_attempt() throws Exception {
        jar("Nosy", adapter("Nosy", "nosy", "Class.forName(task.prompt()); return new AgentEnd.Done(\"seen\");"));
        TypesDirectory brought = TypesDirectory.read(Optional.of(types));

        for (String hidden : List.of("dev.signalbox.runner.Runner", "com.fasterxml.jackson.databind.JsonNode")) {
            begin(brought, "nosy", hidden);
            AttemptResult result = end();
            assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
            assertThat(result.message()).isEqualTo(hidden);
        }
        begin(brought, "nosy", "java.net.http.HttpClient");
        assertThat(end().output()).isEqualTo("seen");
    }

    @Test
    void an_error_of_a_class_ends_its_attempt_like_an_exception() throws Exception {
        jar("Erring", adapter("Erring", "erring", "throw new Error(\"an operation is not implemented\");"));

        Work work = begin(TypesDirectory.read(Optional.of(types)), "erring", "");
        AttemptResult result = end();
        CountDownLatch gone = new CountDownLatch(1);
        work.whenGone(gone::countDown);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).isEqualTo("java.lang.Error: an operation is not implemented");
        assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_class_that_does_not_return_is_ended_without_it_and_is_not_gone_before_it_returns() throws Exception {
        jar("Stubborn", adapter("Stubborn", "stubborn", """
                progress.say("begun");
                while (!java.nio.file.Files.exists(task.directory().resolve("go"))) {
                    try {
                        Thread.sleep(10);
                    } catch (InterruptedException e) {
                        continue;
                    }
                }
                try {
                    progress.used(new AgentUsage(9, 9, java.math.BigDecimal.ZERO, java.util.Optional.empty()));
                } catch (IllegalStateException e) {
                    java.nio.file.Files.writeString(task.directory().resolve("told"), e.getMessage());
                }
                progress.say("late");
                return new AgentEnd.Done("late");"""));
        Work work = begin(TypesDirectory.read(Optional.of(types)), "stubborn", "");
        Awaitility.await().until(() -> !output.isEmpty());

        work.stop(StopOrder.timeout(Duration.ofSeconds(1)));
        AttemptResult result = end();
        CountDownLatch gone = new CountDownLatch(1);
        work.whenGone(gone::countDown);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).endsWith("its slot stays taken until it does");
        assertThat(gone.getCount()).isEqualTo(1);

        Files.createFile(directory.resolve("go"));

        assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("told")).content().contains("nobody listens");
        assertThat(printed()).isEqualTo("begun\n");
        assertThat(reported).isEmpty();
        assertThat(ends).isEmpty();
    }

    @Test
    void a_class_that_uses_more_than_it_may_is_stopped_by_the_governor() throws Exception {
        governance = new Governance(
                Watched.policy(GovernorMode.ENFORCE, new GovernorLimits(null, 100L, null, null), GovernorLimits.NONE),
                WorkSoFar.NONE,
                WorkSoFar.NONE);
        jar("Spender", adapter("Spender", "spender", """
                progress.used(new AgentUsage(101, 0, java.math.BigDecimal.ZERO, java.util.Optional.empty()));
                new java.util.concurrent.CountDownLatch(1).await();
                return new AgentEnd.Done("");"""));

        begin(TypesDirectory.read(Optional.of(types)), "spender", "");
        AttemptResult result = end();

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(result.tripwire()).isEqualTo(Tripwire.TOKENS);
        assertThat(printed()).contains("[governor: stopped here");
        assertThat(governors.count()).isZero();
    }

    @Test
    void a_class_is_interrupted_to_stop_it_and_not_waited_for_when_it_does_not_return() throws Exception {
        jar("Deaf", adapter("Deaf", "deaf", """
                progress.say("begun");
                while (true) {
                    try {
                        new java.util.concurrent.CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        if (task.prompt().equals("obey")) throw e;
                    }
                }"""));
        TypesDirectory brought = TypesDirectory.read(Optional.of(types));

        for (String manner : List.of("obey", "ignore")) {
            output.clear();
            Work work = begin(brought, "deaf", manner);
            Awaitility.await().until(() -> !output.isEmpty() || !ends.isEmpty());
            work.stop(StopOrder.timeout(Duration.ofSeconds(1)));
            AttemptResult result = end();
            assertThat(result.message())
                    .isEqualTo(
                            manner.equals("obey")
                                    ? "java.lang.InterruptedException"
                                    : "it did not return within 300 ms after it was interrupted; its slot stays taken until it does");
        }
    }

    @Test
    void what_cannot_be_a_type_keeps_the_runner_from_starting_with_a_reason() throws Exception {
        assertThatThrownBy(() -> TypesDirectory.read(Optional.of(directory.resolve("nowhere"))))
                .hasMessageContaining("signalbox.runner.types-dir");
        jar("Codex", adapter("Codex", "codex", "return new AgentEnd.Done(\"\");"));
        assertThatThrownBy(() -> TypesDirectory.read(Optional.of(types)))
                .hasMessageContaining("Codex cannot be an agent type called 'codex'");
        Files.delete(types.resolve("Codex.jar"));
        Files.copy(EXAMPLES.resolve("house_model.yaml"), types.resolve("a.yaml"));
        Files.copy(EXAMPLES.resolve("house_model.yaml"), types.resolve("b.yaml"));
        assertThatThrownBy(() -> TypesDirectory.read(Optional.of(types))).hasMessageContaining("house_model twice");
        assertThat(TypesDirectory.read(Optional.empty())).isEqualTo(TypesDirectory.NONE);
    }

    private static String adapter(String name, String type, String body) {
        return "import dev.signalbox.agenttype.*;\npublic final class " + name + " implements AgentTypeAdapter {\n"
                + "public String type() { return \"" + type + "\"; }\n"
                + "public AgentEnd work(AgentTask task, AgentProgress progress) throws Exception {\n" + body
                + "\n}\n}\n";
    }

    /** Compiles a class and puts it into a jar that names it as a service. */
    private void jar(String name, String source) throws IOException, URISyntaxException {
        Path file = Files.writeString(directory.resolve(name + ".java"), source);
        Path classes = Files.createDirectories(directory.resolve("classes-" + name));
        String api = Path.of(AgentTypeAdapter.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", api, "-d", classes.toString(), file.toString());
        assertThat(failed).isZero();
        try (OutputStream out = Files.newOutputStream(types.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry(name + ".class"));
            jar.write(Files.readAllBytes(classes.resolve(name + ".class")));
            jar.putNextEntry(new JarEntry("META-INF/services/" + AgentTypeAdapter.class.getName()));
            jar.write(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Work begin(TypesDirectory brought, String type, String prompt) {
        AgentTypeAdapter adapter = Objects.requireNonNull(brought.classes().get(new AgentType(type)));
        AttemptRef attempt = Attempts.attemptIn(directory, "a");
        StartAttempt start = StartAttemptBuilder.builder(Starts.command(attempt))
                .agentType(new AgentType(type))
                .prompt(prompt)
                .outputLimit(1_000)
                .governor(governance)
                .build();
        return new ClassAgent(
                        adapter,
                        new Workspaces(Map.of(), directory.resolve("others")),
                        (ref, handedOver) -> new OutputCapture(
                                ref,
                                OutputLimit.of(1_000_000),
                                handedOver,
                                output::add,
                                Runnable::run,
                                Clock.systemUTC()),
                        (assignment, usage) -> reported.add(usage),
                        governors,
                        threads,
                        timer,
                        Duration.ofMillis(300))
                .begin(new Assignment(start, null), ends::add);
    }

    private AttemptResult end() throws InterruptedException {
        @Nullable AttemptResult result = ends.poll(30, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("it has not ended");
        }
        return result;
    }

    private String printed() {
        StringBuilder text = new StringBuilder();
        output.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
