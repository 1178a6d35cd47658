package org.peftcheck.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code peanut train} and waits for it. */
@FunctionalInterface
interface TrainStarter {

    /**
     * Runs the command.
     *
     * @param arguments what follows {@code train}
     * @return its exit code
     */
    int start(List<String> arguments);

    /** In a process of its own, with the Java and class path of this one, so that its memory is that of the run alone. */
    static TrainStarter inOwnProcess() {
        return arguments -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(option -> option.startsWith("-X") || option.startsWith("-D"))
                    .forEach(command::add);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "train"));
            command.addAll(arguments);
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (IOException e) {
                throw new BadInputException("compare: expected to start " + command.get(0) + ", got " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ExitCode.INTERNAL;
            }
        };
    }
}
