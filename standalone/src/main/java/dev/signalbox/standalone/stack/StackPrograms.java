package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.FreePort;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.server.KafkaProgram;
import dev.signalbox.standalone.server.PostgresProgram;
import dev.signalbox.standalone.server.RedisProgram;
import dev.signalbox.standalone.server.SecretFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The programs of a stack, wired to each other by their ports. */
final class StackPrograms {
    static final String ADMISSION = "admission-service";
    static final String SCHEDULER = "scheduler-service";
    static final String RUNNER = "agent-runner";
    static final String EVENT_LOG = "event-log";

    private final StackSettings settings;
    private final KafkaProgram kafka;
    private final RedisProgram redis;
    private final PostgresProgram postgres;
    private final int doorPort;
    private final int eventLogPort = FreePort.any();

    StackPrograms(StackSettings settings) {
        this.settings = settings;
        this.doorPort = FreePort.orThis(settings.doorPort());
        Path directory = settings.directory();
        this.kafka = new KafkaProgram(directory.resolve("kafka"), FreePort.any());
        this.redis = new RedisProgram(directory.resolve("redis"), FreePort.any());
        this.postgres = new PostgresProgram(directory.resolve("postgres"), FreePort.any());
    }

    int doorPort() {
        return doorPort;
    }

    String kafkaAddress() {
        return "127.0.0.1:" + kafka.port();
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + redis.port();
    }

    PostgresProgram postgres() {
        return postgres;
    }

    List<Program> servers() {
        return List.of(kafka, redis, postgres);
    }

    /** Only to be asked for when the servers are ready: the password of PostgreSQL is made with its data. */
    List<Program> services() {
        return List.of(
                admission(ADMISSION, doorPort),
                scheduler(SCHEDULER, 1),
                service(
                        RUNNER,
                        RUNNER,
                        FreePort.any(),
                        Map.of(
                                "quarkus.redis.hosts",
                                redisUrl(),
                                "signalbox.runner.data-directory",
                                settings.directory().resolve("runner").toString(),
                                "signalbox.callback.url",
                                "http://127.0.0.1:" + doorPort),
                        secret()),
                service(
                        EVENT_LOG,
                        EVENT_LOG,
                        eventLogPort,
                        Map.of(
                                "quarkus.datasource.reactive.url",
                                postgres.reactiveUrl(),
                                "quarkus.datasource.jdbc.url",
                                postgres.jdbcUrl(),
                                "quarkus.datasource.username",
                                postgres.username()),
                        Map.of("QUARKUS_DATASOURCE_PASSWORD", postgres.password())));
    }

    /**
     * One more instance of the door or the scheduler, configured as the first one but for what is its own.
     *
     * @param number 2 or more
     */
    Program another(String service, int number) {
        String name = service + "-" + number;
        return switch (service) {
            case ADMISSION -> admission(name, FreePort.any());
            case SCHEDULER -> scheduler(name, number);
            default -> throw new StackException("A stack has one %s only.".formatted(service));
        };
    }

    private ServiceProgram admission(String name, int port) {
        return service(
                ADMISSION,
                name,
                port,
                Map.of(
                        "quarkus.redis.hosts",
                        redisUrl(),
                        "signalbox.event-log.url",
                        "http://127.0.0.1:" + eventLogPort),
                secret());
    }

    private ServiceProgram scheduler(String name, int number) {
        String state = number == 1 ? "scheduler" : "scheduler-" + number;
        return service(
                SCHEDULER,
                name,
                FreePort.any(),
                Map.of(
                        "signalbox.scheduler.instance-id",
                        "scheduler-" + number,
                        "kafka-streams.state.dir",
                        settings.directory().resolve(state).toString()),
                Map.of());
    }

    /** Not properties: command lines are public on the machine, environments are not. */
    private Map<String, String> secret() {
        return Map.of(
                "SIGNALBOX_CALLBACK_SECRET",
                SecretFile.readOrMake(settings.directory().resolve("callback-secret")));
    }

    /**
     * A service that is run from its build.
     *
     * @param module the module that it is built in, whose settings it has
     * @param name the name of this instance
     */
    private ServiceProgram service(
            String module,
            String name,
            int port,
            Map<String, String> ownProperties,
            Map<String, String> ownEnvironment) {
        Map<String, String> properties = new HashMap<>(ownProperties);
        properties.put("kafka.bootstrap.servers", kafkaAddress());
        properties.put("quarkus.http.host", "127.0.0.1");
        properties.put("quarkus.http.port", Integer.toString(port));
        // Readiness is asked for many times a second while a service starts, and each "not yet" would be a line.
        properties.put("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
        properties.putAll(settings.properties().getOrDefault(module, Map.of()));
        Map<String, String> environment = new HashMap<>(ownEnvironment);
        environment.putAll(settings.environment().getOrDefault(module, Map.of()));
        return new ServiceProgram(
                module,
                name,
                port,
                settings.home().resolve(module).resolve("target/quarkus-app/quarkus-run.jar"),
                settings.directory(),
                properties,
                environment);
    }
}
