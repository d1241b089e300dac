package dev.signalbox.admission;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Nobody but this machine may reach a door that asks nobody who he is. Authentication is not built yet, so every other address is
 * refused.
 */
@ApplicationScoped
class BindingGuard {
    private static final String KEY = "quarkus.http.host";

    private final String host;

    BindingGuard(@ConfigProperty(name = KEY) String host) {
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        if (!isLoopback(host)) {
            throw new ConfigurationException(
                    KEY + "=" + host + " would open the door to the network, and no authentication is configured. Set "
                            + KEY + "=127.0.0.1.",
                    Set.of(KEY));
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
