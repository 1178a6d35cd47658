package org.peftcheck.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command without a subcommand: it only has help and a version. */
@Command(
        name = "peanut",
        mixinStandardHelpOptions = true,
        versionProvider = PeanutCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Checks the claims of the paper PEANuT (weight-aware neural tweakers) by exact and rigorous arithmetic.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is as expected",
            "1:a verdict or a certificate is not as expected",
            "2:bad usage or bad input; one line on the standard error says what",
            "70:an error of the program itself"
        },
        footer = {"", "`peanut COMMAND --help` explains one command."})
final class PeanutCommand {

    /** The version of the build and of Java. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = PeanutCommand.class.getPackage().getImplementationVersion();
            String java = System.getProperty("java.version");
            return new String[] {"peanut " + (version == null ? "(not packaged)" : version) + ", Java " + java};
        }
    }
}
