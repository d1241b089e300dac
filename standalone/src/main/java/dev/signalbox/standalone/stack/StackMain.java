package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.StartException;
import java.util.List;

/**
 * The supervisor as a process of its own. Says on standard error what it does. Ends with 0 when it was told to stop, 2
 * when the stack could not come up.
 */
public final class StackMain {
    private static final int CANNOT_START = 2;

    private StackMain() {}

    /** @param arguments those of {@link StackArguments} */
    public static void main(String[] arguments) {
        try {
            ForegroundStack.run(StackArguments.read(List.of(arguments)), System.err::println);
        } catch (StackException | StartException failure) {
            System.err.println(failure.getMessage());
            System.exit(CANNOT_START);
        }
    }
}
