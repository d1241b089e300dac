package dev.signalbox.cli;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.signalbox.cli.agents.AgentsCommand;
import dev.signalbox.cli.agents.RunnersCommand;
import dev.signalbox.cli.coordination.CoordinationCommand;
import dev.signalbox.cli.doctor.DoctorCommand;
import dev.signalbox.cli.governor.GovernorCommand;
import dev.signalbox.cli.look.BudgetCommand;
import dev.signalbox.cli.look.CancelCommand;
import dev.signalbox.cli.look.DiscardCommand;
import dev.signalbox.cli.look.EventsCommand;
import dev.signalbox.cli.look.LogsCommand;
import dev.signalbox.cli.look.PauseCommand;
import dev.signalbox.cli.look.PausedCommand;
import dev.signalbox.cli.look.PriorityCommand;
import dev.signalbox.cli.look.ResolveCommand;
import dev.signalbox.cli.look.ResumeCommand;
import dev.signalbox.cli.look.RetryCommand;
import dev.signalbox.cli.look.RunsCommand;
import dev.signalbox.cli.look.SkipCommand;
import dev.signalbox.cli.look.StatusCommand;
import dev.signalbox.cli.look.StepsCommand;
import dev.signalbox.cli.look.WhyCommand;
import dev.signalbox.cli.run.AddCommand;
import dev.signalbox.cli.run.PlanCommand;
import dev.signalbox.cli.run.RunCommand;
import dev.signalbox.cli.run.ValidateCommand;
import dev.signalbox.cli.stack.BenchCommand;
import dev.signalbox.cli.stack.DemoCommand;
import dev.signalbox.cli.stack.DownCommand;
import dev.signalbox.cli.stack.PsCommand;
import dev.signalbox.cli.stack.StackDirectory;
import dev.signalbox.cli.stack.UpCommand;
import dev.signalbox.cli.teams.OrchestrationCircuitCommand;
import dev.signalbox.cli.teams.OrchestrationClearCommand;
import dev.signalbox.cli.teams.OrchestrationCommand;
import dev.signalbox.cli.teams.OrchestrationPolicyCommand;
import dev.signalbox.cli.teams.PipelineCommand;
import dev.signalbox.cli.teams.PipelinesCommand;
import dev.signalbox.cli.teams.TeamCommand;
import dev.signalbox.cli.teams.TeamsCommand;
import dev.signalbox.cli.worktrees.ChangesCommand;
import dev.signalbox.cli.worktrees.WorktreesCommand;
import dev.signalbox.client.Patience;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.ContractJson;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: what every command shares. */
@Command(
        name = "signalbox",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "signalbox 0.1.0-SNAPSHOT",
        usageHelpAutoWidth = true,
        sortOptions = false,
        header = "The control plane for fleets of coding agents.",
        footer = {
            "",
            "Examples:",
            "  signalbox demo                          see it work: a stack, a run, a live table",
            "  signalbox up --detach                   start the stack of this directory",
            "  signalbox validate workflow.yaml        everything that is wrong with a definition, at once",
            "  signalbox plan workflow.yaml            what would happen, before anything does",
            "  signalbox run workflow.yaml --wait      run a definition and watch it",
            "  signalbox logs last build --follow      what a step of the newest run prints",
            "  signalbox doctor                        what this machine has and misses",
            "  signalbox help exit-codes               what the exit codes mean"
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            PsCommand.class,
            RunCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            RunsCommand.class,
            StatusCommand.class,
            StepsCommand.class,
            EventsCommand.class,
            LogsCommand.class,
            WhyCommand.class,
            BudgetCommand.class,
            PauseCommand.class,
            PausedCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            SkipCommand.class,
            ResolveCommand.class,
            DiscardCommand.class,
            ChangesCommand.class,
            WorktreesCommand.class,
            AddCommand.class,
            PriorityCommand.class,
            CancelCommand.class,
            AgentsCommand.class,
            RunnersCommand.class,
            GovernorCommand.class,
            CoordinationCommand.class,
            TeamsCommand.class,
            PipelinesCommand.class,
            TeamCommand.class,
            PipelineCommand.class,
            OrchestrationCommand.class,
            OrchestrationClearCommand.class,
            OrchestrationPolicyCommand.class,
            OrchestrationCircuitCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
public final class Signalbox implements Runnable {
    private final Console console;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description =
                    "The door. Default: SIGNALBOX_URL, else the stack of this directory, else http://127.0.0.1:8080.")
    @Nullable
    String url;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON for programs.")
    boolean json;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "Print without colours. So does NO_COLOR.")
    boolean noColour;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where an error came from.")
    boolean verbose;

    private Signalbox(Console console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        Console console = new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                ZoneId.systemDefault(),
                TerminalSize.ofThisProcess(System.getenv().getOrDefault("TERM", "")),
                System.in);
        int exitCode = execute(console, arguments);
        console.out().flush();
        console.err().flush();
        System.exit(exitCode);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    /** Runs one command and gives its exit code. */
    public static int execute(Console console, String... arguments) {
        return commandLine(console).execute(arguments);
    }

    static CommandLine commandLine(Console console) {
        Signalbox signalbox = new Signalbox(console);
        FailureReport failures = new FailureReport(signalbox);
        return new CommandLine(signalbox)
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.size().interactive()
                                        && console.variable("NO_COLOR").isEmpty()
                                ? CommandLine.Help.Ansi.ON
                                : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }

    public Console console() {
        return console;
    }

    public boolean json() {
        return json;
    }

    public boolean verbose() {
        return verbose;
    }

    public boolean colour() {
        return console.size().interactive()
                && !noColour
                && console.variable("NO_COLOR").isEmpty();
    }

    /** The door that this command talks to. */
    public URI door() {
        return DoorAddress.find(
                url,
                console.variable(DoorAddress.VARIABLE),
                () -> StackDirectory.in(console.directory()).door());
    }

    /** Whether somebody has said which door to talk to. */
    public boolean isDoorNamed() {
        return url != null || !console.variable(DoorAddress.VARIABLE).isBlank();
    }

    /** A client of the door; the caller closes it. */
    public SignalboxClient client() {
        return new SignalboxClient(door(), Patience.DEFAULT, OwnAttempt.token(console, url));
    }

    /** Prints a result for programs, on one line. */
    public void printJson(Object value) {
        print(ContractJson.mapper().writer(), value);
    }

    private void print(ObjectWriter writer, Object value) {
        try {
            console.say(writer.writeValueAsString(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
