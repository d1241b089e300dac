package dev.signalbox.standalone.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Stands where a service of the stack would: opens its port and says that it is ready. */
public final class FakeService {
    private static final int OK = 200;
    private static final int NO_BODY = -1;

    private FakeService() {}

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.getInteger("quarkus.http.port", 0);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(OK, NO_BODY);
            exchange.close();
        });
        server.start();
    }
}
