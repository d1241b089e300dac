package dev.signalbox.agenttype;

/**
 * Drives the agents of one type. A runner makes one instance, by the constructor without parameters, and calls it for many attempts at a
 * time.
 */
public interface AgentTypeAdapter {
    /** The name of the type as definitions write it: small letters, digits and {@code _}, at most 50 characters. None that is built in. */
    String type();

    /**
     * Makes one attempt and returns when nothing of it goes on. It has a thread of its own and may wait in it. When the attempt is to be
     * stopped the thread is interrupted; what is returned then does not count, but has to be returned soon: after the stop grace of its runner
     * the attempt ends without it, and its slot stays taken for as long as the thread goes on.
     *
     * @param task what is to be done
     * @param progress told what happens meanwhile
     * @return how it ended
     * @throws Exception when it failed and nothing is known of why; the message is for people
     */
    AgentEnd work(AgentTask task, AgentProgress progress) throws Exception;
}
