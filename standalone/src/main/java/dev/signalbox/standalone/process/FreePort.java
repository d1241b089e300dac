package dev.signalbox.standalone.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 that nobody listens on. They lie below the range from which the system takes the ports of outgoing
 * connections, so that a server which is killed finds its port still free when it comes back.
 */
public final class FreePort {
    private static final int LOWEST = 20_000;
    private static final int BEYOND_HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final Set<Integer> TAKEN_BY_US = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    /** The port itself if it is not 0, else a free one that was not given out before in this process. */
    public static int orThis(int port) {
        return port == 0 ? any() : port;
    }

    /** A free port that was not given out before in this process. */
    public static int any() {
        for (int count = 0; count < TRIES; count++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND_HIGHEST);
            if (isFree(port) && TAKEN_BY_US.add(port)) {
                return port;
            }
        }
        throw new StartException("No free port between %d and %d on 127.0.0.1.".formatted(LOWEST, BEYOND_HIGHEST));
    }

    /** Whether a server could listen on this port of 127.0.0.1 now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
