package dev.signalbox.client;

/** Why a call gave no result. The message is one sentence for people. */
public abstract sealed class ClientException extends RuntimeException
        permits ProblemException, UnreachableException, UnexpectedAnswerException, CallInterruptedException {
    private static final long serialVersionUID = 1L;

    ClientException(String message) {
        super(message);
    }

    ClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
