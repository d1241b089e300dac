package dev.signalbox.agenttype;

/**
 * What an adapter tells while it works. Thread-safe; secrets are redacted in whatever it is told. Once the attempt is over nobody listens any
 * more: then telling something is an IllegalStateException, also for an adapter that was stopped and has not returned in time.
 */
public interface AgentProgress {
    /** Something to read, as a program prints it on stdout: one line, or several. */
    void say(String text);

    /** Something that went wrong, as a program prints it on stderr. */
    void complain(String text);

    /** What the attempt has used since it began, all in all. Numbers that shrink or are below zero are not believed. */
    void used(AgentUsage total);

    /** Whether the attempt is to be stopped. */
    boolean isStopped();
}
