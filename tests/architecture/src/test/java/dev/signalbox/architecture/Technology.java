package dev.signalbox.architecture;

/** What only adapters and wiring may know. */
final class Technology {
    static final String[] PACKAGES = {
        "org.apache.kafka..",
        "io.vertx..",
        "io.quarkus..",
        "io.smallrye..",
        "io.micrometer..",
        "io.opentelemetry..",
        "io.agroal..",
        "jakarta..",
        "org.eclipse.microprofile..",
        "org.hibernate..",
        "org.jboss..",
        "org.slf4j..",
        "java.sql..",
        "javax.sql..",
        "java.net.http..",
        "java.util.logging.."
    };

    private Technology() {}
}
