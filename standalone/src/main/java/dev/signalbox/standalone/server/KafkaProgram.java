package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.ClassArchive;
import dev.signalbox.standalone.process.FreePort;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.standalone.process.JavaRuntime;
import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.LogFile;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.Readiness;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** How Kafka runs on one machine: broker and controller in one Java virtual machine of its own. */
public final class KafkaProgram implements Program {
    /** A broker lets nearly all of what it allocates go at once: with much room for the young, it stops the world a fourth as often. */
    private static final List<String> MEMORY = List.of("-Xms256m", "-Xmn128m", "-Xmx512m", "-XX:+UseSerialGC");

    private static final int FORMAT_SECONDS = 60;

    private final Path directory;
    private final int port;
    private final int controllerPort = FreePort.any();

    /** @param directory where its log segments and its configuration are kept */
    public KafkaProgram(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(directory);
        Files.write(
                configurationFile(),
                configuration().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
        if (!Files.exists(data().resolve("meta.properties"))) {
            format();
        }
    }

    @Override
    public Launch launch() throws IOException {
        return new Launch(
                java(
                        ClassArchive.of(name(), jars()).options(),
                        "kafka.Kafka",
                        configurationFile().toString()),
                Map.of(),
                directory);
    }

    @Override
    public Readiness readiness() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return new KafkaTopics("127.0.0.1:" + port).create(TopicPlan.all());
        } catch (IOException notYet) {
            return Readiness.waitsFor("Kafka to listen on port " + port);
        }
    }

    /**
     * The broker's configuration. One node, so one replica of everything; a killed broker must be back within seconds,
     * so its session is short. {@code flush.messages} is left unset: what the broker acknowledged is in the page cache
     * of the system and survives {@code kill -9}, but not a power cut. Installations with several replicas need neither.
     */
    Map<String, String> configuration() {
        Map<String, String> configuration = new LinkedHashMap<>();
        configuration.put("process.roles", "broker,controller");
        configuration.put("node.id", "1");
        configuration.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        configuration.put("controller.listener.names", "CONTROLLER");
        configuration.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        configuration.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        configuration.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        configuration.put("log.dirs", data().toString());
        configuration.put("auto.create.topics.enable", "false");
        configuration.put("broker.session.timeout.ms", "2000");
        configuration.put("broker.heartbeat.interval.ms", "300");
        configuration.put("group.initial.rebalance.delay.ms", "0");
        configuration.put("offsets.topic.replication.factor", "1");
        configuration.put("offsets.topic.num.partitions", "4");
        configuration.put("transaction.state.log.replication.factor", "1");
        configuration.put("transaction.state.log.min.isr", "1");
        configuration.put("transaction.state.log.num.partitions", "4");
        // The transaction of a killed scheduler holds back its readers until the broker gives it up: look often.
        configuration.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // A commit of offsets waits for company, 5 ms by default; runners and the scheduler commit before they go on.
        configuration.put("group.coordinator.append.linger.ms", "0");
        // A transaction often begins while the one before it is being completed; the broker then waits, 20 ms by
        // default.
        configuration.put("add.partitions.to.txn.retry.backoff.ms", "1");
        configuration.put("share.coordinator.state.topic.replication.factor", "1");
        configuration.put("share.coordinator.state.topic.min.isr", "1");
        configuration.put("message.max.bytes", Integer.toString(TopicPlan.LARGEST_RECORD));
        configuration.put("replica.fetch.max.bytes", Integer.toString(TopicPlan.LARGEST_RECORD));
        configuration.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        return configuration;
    }

    private void format() throws IOException {
        Path log = directory.resolve("format.log");
        Process formatting = new ProcessBuilder(java(
                        List.of(),
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        configurationFile().toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!formatting.waitFor(FORMAT_SECONDS, TimeUnit.SECONDS) || formatting.exitValue() != 0) {
                throw new IOException("Its storage could not be formatted. " + new LogFile(log).lastLines());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while its storage was formatted.", interrupted);
        } finally {
            formatting.destroyForcibly();
        }
    }

    private List<String> java(List<String> javaOptions, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(JavaRuntime.command());
        command.addAll(MEMORY);
        command.addAll(javaOptions);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        command.add("-cp");
        command.add(jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<Path> jars() throws IOException {
        Path directory = Home.directory().resolve("standalone/target/kafka-lib");
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException missing) {
            throw new IOException(
                    "The jars of Kafka are not in %s; build Signalbox first.".formatted(directory), missing);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path configurationFile() {
        return directory.resolve("server.properties");
    }
}
