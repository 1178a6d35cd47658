package org.peftcheck.cli;

import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * The command {@code peanut}.
 *
 * <p>Exit codes: 0 when all went as expected, 1 when a verdict or a certificate is not as expected, 2 for bad usage or bad
 * input, 70 for an error of the program itself. What a command finds goes to the standard output, all else to the standard
 * error.
 */
public final class Main {

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        int code = run(args, Console.ofProcess());
        System.exit(code);
    }

    /** Runs one command. */
    static int run(String[] args, Console console) {
        Failures failures = new Failures(console);
        try {
            return commandLine(console, failures).execute(args);
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            return failures.internal(e);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    private static CommandLine commandLine(Console console, Failures failures) {
        return new CommandLine(new PeanutCommand())
                .addSubcommand(new ClaimsCommand(console))
                .addSubcommand(new ErrataCommand(console))
                .addSubcommand(new CountCommand(console))
                .addSubcommand(new AuditCommand(console))
                .addSubcommand(new CostCommand(console))
                .addSubcommand(new AdapterCommand(console))
                .addSubcommand(new VerifyCommand(console))
                .addSubcommand(new ProveCommand(console))
                .addSubcommand(new RecheckCommand(console))
                .addSubcommand(new KroneckerCommand(console))
                .addSubcommand(new DensityCommand(console))
                .addSubcommand(new TrainCommand(console))
                .addSubcommand(new EvaluateCommand(console))
                .addSubcommand(new GenerateCommand(console))
                .addSubcommand(new CompareCommand(console, TrainStarter.inOwnProcess()))
                .addSubcommand(new BenchmarkCommand(console, TrainStarter.inOwnProcess()))
                .addSubcommand(new MergeCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new TieCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExpandAtFiles(false)
                .setUsageHelpWidth(Console.WIDTH)
                .setUsageHelpLongOptionsMaxWidth(30)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.execution(failure));
    }
}
