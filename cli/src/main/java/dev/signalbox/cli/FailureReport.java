package dev.signalbox.cli;

import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.CallInterruptedException;
import dev.signalbox.client.ClientException;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.UnexpectedAnswerException;
import dev.signalbox.client.UnreachableException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.standalone.process.StartException;
import dev.signalbox.standalone.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into words on standard error and an exit code. */
final class FailureReport implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final Signalbox signalbox;

    FailureReport(Signalbox signalbox) {
        this.signalbox = signalbox;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        note(PlainText.of(sentence(failure)));
        if (!UnmatchedArgumentException.printSuggestions(
                failure, signalbox.console().err())) {
            note("See: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        signalbox.console().err().flush();
        return ExitCode.WRONG_USAGE.number();
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        if (signalbox.verbose()) {
            failure.printStackTrace(signalbox.console().err());
        }
        return report(failure).number();
    }

    private ExitCode report(Exception failure) {
        return switch (failure) {
            case Failure known -> say(known.exitCode(), known.code(), sentence(known));
            case RejectedDefinition rejected -> explain(rejected.problem(), rejected.sources());
            case ClientException ofClient -> report(ofClient);
            case StackException stack -> say(ExitCode.UNEXPECTED, "STACK", sentence(stack));
            case StartException start -> say(ExitCode.UNEXPECTED, "STACK", sentence(start));
            case IOException io -> say(ExitCode.UNEXPECTED, "INPUT_OUTPUT", kind(io) + ": " + sentence(io));
            case UncheckedIOException io ->
                report(io.getCause() == null ? new IOException(sentence(io)) : io.getCause());
            default ->
                say(
                        ExitCode.UNEXPECTED,
                        "UNEXPECTED",
                        "Something unexpected happened: %s.%s"
                                .formatted(failure, signalbox.verbose() ? "" : " With --verbose it says where."));
        };
    }

    private ExitCode report(ClientException failure) {
        return switch (failure) {
            case ProblemException refused -> explain(refused.problem(), List.of());
            case UnreachableException nobody ->
                say(ExitCode.UNREACHABLE, "UNREACHABLE", sentence(nobody) + wayOut(nobody));
            case UnexpectedAnswerException other -> say(ExitCode.UNEXPECTED, "UNEXPECTED_ANSWER", sentence(other));
            case CallInterruptedException interrupted ->
                say(ExitCode.INTERRUPTED, "INTERRUPTED", sentence(interrupted));
        };
    }

    private static String wayOut(UnreachableException nobody) {
        return nobody.mayHaveTakenEffect()
                ? ""
                : " Start a stack with 'signalbox up', or name another door with --url.";
    }

    private static String sentence(Throwable failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), () -> kind(failure));
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName().replaceAll("Exception$", "");
    }

    private ExitCode explain(Problem problem, List<SourceFile> sources) {
        if (signalbox.json()) {
            noteJson(problem);
        } else {
            boolean colour = signalbox.colour();
            new InputProblems(sources).lines(problem.errors(), colour).forEach(this::note);
            note(Style.RED.paint(problem.code().name(), colour) + " " + summary(problem));
            if (problem.retryAfterMs() != null) {
                note("Trying again may help in " + Words.of(Duration.ofMillis(problem.retryAfterMs())) + ".");
            }
            if (problem.code() == ProblemCode.INTERNAL_ERROR && problem.traceId() != null) {
                note("The service's log knows more under trace id " + PlainText.line(problem.traceId()) + ".");
            }
        }
        return ExitCode.of(problem.code());
    }

    /** The detail repeats the first error of an input file, which has been shown already. */
    private static String summary(Problem problem) {
        long errors = problem.errors().stream()
                .filter(error -> error.severity() == Severity.ERROR)
                .count();
        return errors == 0
                ? PlainText.line(problem.detail())
                : problem.title() + ": " + Words.count(errors, "error") + ". Nothing was started.";
    }

    private ExitCode say(ExitCode exitCode, String code, String sentence) {
        if (signalbox.json()) {
            Map<String, String> problem = new LinkedHashMap<>();
            problem.put("code", code);
            problem.put("detail", sentence);
            noteJson(problem);
        } else {
            note(PlainText.of(sentence));
        }
        return exitCode;
    }

    private void noteJson(Object value) {
        try {
            note(ContractJson.mapper().writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String line) {
        signalbox.console().note(line);
    }
}
