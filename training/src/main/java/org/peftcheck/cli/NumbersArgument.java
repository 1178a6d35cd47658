package org.peftcheck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.numeric.certificate.CheckpointLayers;
import org.peftcheck.numeric.checkpoint.WeightMatrix;
import org.peftcheck.theory.exact.ExactDouble;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;

/** The numbers whose multiples are to come near a target: named ones, a layer of a checkpoint, or a file. */
final class NumbersArgument {

    private static final String PRIMES = "sqrt-primes";
    private static final String POWERS = "powers";
    private static final String CHECKPOINT = "checkpoint:";

    private NumbersArgument() {}

    /**
     * The numbers, rows × columns.
     *
     * @param numbers what the user gave
     * @param dim the number of rows; where there is none, all that a checkpoint or file has
     * @param columns the number of columns
     * @throws IllegalArgumentException when they cannot be had, in one line
     */
    static ExactRealMatrix read(String numbers, OptionalInt dim, int columns) {
        if (dim.isPresent() && dim.getAsInt() < 1) {
            throw new IllegalArgumentException("--dim: expected at least 1, got " + dim.getAsInt());
        }
        if (columns < 1) {
            throw new IllegalArgumentException("--columns: expected at least 1, got " + columns);
        }
        if (numbers.equals(PRIMES)) {
            return ExactRealMatrix.squareRootsOfPrimes(required(dim, numbers), columns);
        }
        if (numbers.equals(POWERS)) {
            return powers(required(dim, numbers), columns);
        }
        ExactRealMatrix all =
                numbers.startsWith(CHECKPOINT) ? layer(numbers.substring(CHECKPOINT.length())) : file(numbers);
        return part(all, dim, columns, numbers);
    }

    private static int required(OptionalInt dim, String numbers) {
        return dim.orElseThrow(() -> new IllegalArgumentException("--dim: expected with --numbers " + numbers));
    }

    private static ExactRealMatrix powers(int dim, int columns) {
        if (columns != 1) {
            throw new IllegalArgumentException("--columns: expected 1 with --numbers " + POWERS + ", got " + columns);
        }
        return dim == 1 ? ExactRealMatrix.squareRootsOfPrimes(1, 1) : ExactRealMatrix.powersOfRootOfTwo(dim);
    }

    private static ExactRealMatrix layer(String name) {
        int colon = name.lastIndexOf(':');
        if (colon <= 0 || colon == name.length() - 1) {
            throw new IllegalArgumentException(
                    "--numbers: expected checkpoint:NAME|FILE:LAYER, got " + CHECKPOINT + name);
        }
        try (CheckpointLayers layers = new CheckpointLayers()) {
            WeightMatrix weight = layers.open(name.substring(0, colon)).layer(name.substring(colon + 1));
            return ExactRealMatrix.of(
                    weight.dOut(), weight.dIn(), (i, j) -> ExactReal.of(ExactDouble.of(weight.at(i, j))));
        }
    }

    private static ExactRealMatrix file(String name) {
        List<String[]> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of(name))) {
                if (!line.isBlank()) {
                    rows.add(line.strip().split("\\s+"));
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "--numbers " + name + ": expected " + PRIMES + ", " + POWERS
                            + ", checkpoint:NAME:LAYER or a file that can be read",
                    e);
        }
        for (String[] row : rows) {
            if (row.length != rows.get(0).length) {
                throw new IllegalArgumentException("--numbers " + name + ": expected " + rows.get(0).length
                        + " numbers in every row, got " + row.length);
            }
        }
        try {
            return ExactRealMatrix.parse(rows.toArray(String[][]::new));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--numbers " + name + ": " + e.getMessage(), e);
        }
    }

    private static ExactRealMatrix part(ExactRealMatrix all, OptionalInt dim, int columns, String numbers) {
        int rows = dim.orElse(all.rows());
        if (rows > all.rows() || columns > all.columns()) {
            throw new IllegalArgumentException("--numbers " + numbers + ": expected at least " + rows + "x" + columns
                    + " numbers, got " + all.rows() + "x" + all.columns());
        }
        return ExactRealMatrix.of(rows, columns, all::get);
    }
}
