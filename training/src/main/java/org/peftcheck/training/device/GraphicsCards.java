package org.peftcheck.training.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the driver's own program tells about the graphics cards of this machine. */
public sealed interface GraphicsCards {

    /** The program and its arguments: the compute capability of each card, a line a card. */
    List<String> QUERY = List.of("nvidia-smi", "--query-gpu=compute_cap", "--format=csv,noheader");

    /**
     * There is none.
     *
     * @param why how that is known
     */
    record None(String why) implements GraphicsCards {}

    /**
     * Some, and the capability of each is known.
     *
     * @param capabilities the capabilities, at least one, in the order of the program
     */
    record Known(List<ComputeCapability> capabilities) implements GraphicsCards {
        /** Copies the list and checks that it is not empty. */
        public Known {
            capabilities = List.copyOf(capabilities);
            if (capabilities.isEmpty()) {
                throw new IllegalArgumentException("graphics cards: expected at least one capability, got none");
            }
        }
    }

    /**
     * The program has answered something else.
     *
     * @param answer the first line of what it said
     */
    record Unclear(String answer) implements GraphicsCards {}

    /**
     * Reads the answer of the program.
     *
     * @param exit its exit code
     * @param answer what it wrote
     * @return the cards
     */
    static GraphicsCards parse(int exit, String answer) {
        List<String> lines = answer.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String first = lines.isEmpty() ? "nothing" : lines.get(0);
        if (answer.contains("not a valid field")) {
            return new Unclear(first);
        }
        if (exit != 0 || lines.isEmpty() || first.startsWith("No devices")) {
            return new None("nvidia-smi ended with " + exit + " and said: " + first);
        }
        List<ComputeCapability> capabilities = new ArrayList<>();
        for (String line : lines) {
            Optional<ComputeCapability> capability = ComputeCapability.parse(line);
            if (capability.isEmpty()) {
                return new Unclear(line);
            }
            capabilities.add(capability.get());
        }
        return new Known(capabilities);
    }

    /** Asks the program. */
    static GraphicsCards ofThisMachine() {
        return ask(QUERY, 20);
    }

    /**
     * Asks a program.
     *
     * @param command the program and its arguments
     * @param seconds how long to wait for it
     * @return the cards; none when the program is not there
     */
    static GraphicsCards ask(List<String> command, int seconds) {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            return new None("there is no program " + command.get(0));
        }
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> read(process));
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new Unclear(command.get(0) + " has not answered within " + seconds + " s");
            }
            return parse(process.exitValue(), answer.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unclear(command.get(0) + " was interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
