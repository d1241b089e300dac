package dev.signalbox.standalone.stack;

/** A stack for as long as this process runs: Ctrl-C, TERM or an ordinary exit end both. */
final class ForegroundStack {
    private ForegroundStack() {}

    /** Brings the stack up, then returns only when it is closed. */
    static void run(StackSettings settings, Progress progress) {
        Stack stack = Stack.start(settings, progress);
        progress.say("The door is open at " + stack.door());
        try {
            stack.awaitClose();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            stack.close();
        }
    }
}
