package dev.signalbox.cli;

/** The command cannot go on. The message is one sentence for people. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String code;

    public Failure(ExitCode exitCode, String sentence) {
        this(exitCode, exitCode.name(), sentence);
    }

    /**
     * A failure that programs tell apart.
     *
     * @param code stable, for example {@code CLAIM_CONFLICT}
     */
    public Failure(ExitCode exitCode, String code, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
        this.code = code;
    }

    public String code() {
        return code;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
