package dev.signalbox.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The rows and columns that can be written to.
 *
 * @param interactive whether a person looks at a terminal, so that lines can be redrawn
 * @param columns how wide a line may be
 * @param rows how many lines are visible
 */
public record TerminalSize(boolean interactive, int columns, int rows) {
    /** Not a terminal: lines may be long. */
    public static final TerminalSize NONE = new TerminalSize(false, 200, Integer.MAX_VALUE);

    private static final TerminalSize UNKNOWN = new TerminalSize(true, 80, 24);

    /** Asks the terminal of this process, through {@code stty}, which every system with a terminal has. */
    public static TerminalSize ofThisProcess(String terminalType) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        return terminal && !terminalType.equals("dumb") ? asked().orElse(UNKNOWN) : NONE;
    }

    private static Optional<TerminalSize> asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0 ? parse(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Reads {@code rows columns}; empty when a terminal does not know its size. */
    static Optional<TerminalSize> parse(String rowsAndColumns) {
        String[] numbers = rowsAndColumns.strip().split(" ");
        try {
            int rows = Integer.parseInt(numbers[0]);
            int columns = Integer.parseInt(numbers[numbers.length - 1]);
            return rows > 0 && columns > 0 ? Optional.of(new TerminalSize(true, columns, rows)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
