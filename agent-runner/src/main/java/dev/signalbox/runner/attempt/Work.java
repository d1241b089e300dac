package dev.signalbox.runner.attempt;

/** What an agent is doing for one attempt. */
@FunctionalInterface
public interface Work {
    /** Work that was done before anybody could stop it. */
    Work DONE = order -> {};

    /** Asks for its end and returns at once. Work that has ended is left alone; a repeated order may only make it more urgent. */
    void stop(StopOrder order);

    /**
     * Runs something when nothing of the work is left here: at once, unless it could not be ended and its attempt was, without it. To be called
     * after the end of the attempt.
     */
    default void whenGone(Runnable then) {
        then.run();
    }
}
