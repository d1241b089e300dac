package dev.signalbox.admission.history;

import java.net.URI;

/**
 * The event log's place on the network.
 *
 * @param host its host
 * @param port its port
 * @param tls whether it speaks TLS
 * @param path what comes before every path there, without a slash at the end; usually empty
 */
record EventLogAddress(String host, int port, boolean tls, String path) {
    static EventLogAddress of(URI url) {
        boolean tls = "https".equals(url.getScheme());
        if (url.getHost() == null || !(tls || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "signalbox.event-log.url must be like http://127.0.0.1:8083, but is " + url);
        }
        int standard = tls ? 443 : 80;
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return new EventLogAddress(url.getHost(), url.getPort() < 0 ? standard : url.getPort(), tls, path);
    }
}
