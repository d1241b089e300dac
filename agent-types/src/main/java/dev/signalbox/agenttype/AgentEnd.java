package dev.signalbox.agenttype;

/** How an attempt ended. */
public sealed interface AgentEnd {
    /**
     * It has done its work.
     *
     * @param answer what the steps that need it are given
     */
    record Done(String answer) implements AgentEnd {}

    /**
     * It has not.
     *
     * @param reason why, in a sentence
     * @param fault what kept it from working
     */
    record Failed(String reason, Fault fault) implements AgentEnd {}

    /** What kept an agent from working. */
    enum Fault {
        /** Its work went wrong, or it is not known. */
        OTHER,
        /** Its provider takes no more requests for now. */
        RATE_LIMITED,
        /** Nobody is logged in, or the key is not accepted. It is not tried again. */
        BAD_CREDENTIALS,
        /** Something it needs for itself is held by another. */
        LOCK_CONTENTION,
        /** Its provider could not be reached. */
        UNREACHABLE,
        /** It used up its turns. */
        OUT_OF_TURNS
    }
}
