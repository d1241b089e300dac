package dev.signalbox.runner.stop.port;

/** The stream of orders to stop. */
@FunctionalInterface
public interface StopOrders {
    /** Waits until every order that exists at this moment has been read; whether that worked out in time. */
    boolean readUpToNow();
}
