package org.peftcheck.cli;

import java.util.ArrayList;
import java.util.List;
import org.peftcheck.papers.NearNames;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into one line on the standard error and an exit code. */
record Failures(Console console) {

    /** Refuses the arguments of a command. */
    int usage(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        console.complain(
                message(failure, command) + " (see: " + command.getCommandSpec().qualifiedName() + " --help)");
        return ExitCode.BAD_INPUT;
    }

    private static String message(ParameterException failure, CommandLine command) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return failure.getMessage();
        }
        String argument = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "unknown option `" + argument + "`" + NearNames.hint(argument, options(command));
        }
        boolean takesCommands = !command.getSubcommands().isEmpty();
        return takesCommands
                ? "unknown command `" + argument + "`"
                        + NearNames.hint(argument, command.getSubcommands().keySet())
                : "unexpected argument `" + argument + "`";
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
        return names;
    }

    /** Refuses the input of a command, or owns up to a bug. */
    int execution(Exception failure) {
        if (!(failure instanceof BadInputException)) {
            return internal(failure);
        }
        console.complain(failure.getMessage());
        trace(failure);
        return ExitCode.BAD_INPUT;
    }

    /** Reports an error of the program itself. */
    int internal(Throwable failure) {
        String hint = failure instanceof OutOfMemoryError
                ? "PEANUT_JAVA_OPTS=-Xmx4g gives it more memory"
                : "PEANUT_DEBUG=1 shows where";
        console.complain("internal error: " + failure + (console.debug() ? "" : "; " + hint));
        trace(failure);
        return ExitCode.INTERNAL;
    }

    private void trace(Throwable failure) {
        if (console.debug()) {
            failure.printStackTrace(console.err());
        }
    }
}
