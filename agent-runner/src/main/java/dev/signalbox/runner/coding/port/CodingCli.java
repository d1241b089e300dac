package dev.signalbox.runner.coding.port;

import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.process.Refusal;

/** The program of one type of coding agent. Thread-safe; what it knows of an attempt is in that attempt's transcript. */
public interface CodingCli {
    /** The usual name of the program, for agents that name no other. */
    String program();

    /** Whether it reads what is added to its system prompt from a file; else that stands before the prompt, or is refused. */
    boolean readsSystemPrompt();

    /**
     * How the program is called for a task. Nothing goes through a shell, and neither prompt is part of the argument list.
     *
     * @throws Refusal when the task asks for something that the program cannot do
     */
    Invocation invocation(CodingTask task) throws Refusal;

    /** What its transcripts tell of the agent while it works. */
    Sight sight();

    /** Reads what the program prints in one attempt. */
    Transcript transcript();
}
