package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.Callable;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.CheckpointLayers;
import org.peftcheck.numeric.certificate.ExactNumber;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.kronecker.SearchOutcome;
import org.peftcheck.numeric.peanut2025.IndependentRowsDensityConstruction;
import org.peftcheck.numeric.peanut2025.KroneckerPhases;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes Kronecker's theorem constructive: finds the parameter whose sines come near a target, and certifies it. */
@Command(
        name = "kronecker",
        mixinStandardHelpOptions = true,
        description = {
            "Finds a parameter theta for which sin(2 pi W theta) is within EPS of a target in every entry, by lattice reduction,"
                    + " and certifies it: the step on which Proposition B.1 of the paper rests. W has rows that are"
                    + " independent over the rationals; where they are not, the relation between them is the answer.",
            ""
        },
        footer = {"", "For example: peanut kronecker --dim 64 --eps 1e-3 --certificate theta.json"})
final class KroneckerCommand implements Callable<Integer> {

    private static final int TARGET_BITS = 20;

    private final Console console;

    @Option(names = "--dim", paramLabel = "D", description = "The number of values to approach: rows of W.")
    private Optional<Integer> dim = Optional.empty();

    @Option(
            names = "--eps",
            required = true,
            paramLabel = "EPS",
            description = "The largest error of a sine, between 1e-12 and 1.")
    private String eps;

    @Option(
            names = "--columns",
            paramLabel = "K",
            defaultValue = "1",
            description = "The number of columns of W, and of parameters (default ${DEFAULT-VALUE}).")
    private int columns;

    @Option(
            names = "--numbers",
            paramLabel = "W",
            defaultValue = "sqrt-primes",
            description = "sqrt-primes (the default: square roots of the first primes), powers (of the D-th root of 2),"
                    + " checkpoint:NAME|FILE:LAYER, or a file: a row of W a line, with numbers such as 3/4, sqrt(2),"
                    + " 1/2+3*sqrt(5), root(x^3-2;1;2)^2.")
    private String numbers;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "The values to approach, D numbers between -1 and 1; random ones if not given.")
    private String target;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the target and of the search (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--certificate",
            paramLabel = "FILE",
            description = "Write the certificate; `peanut recheck` checks it again.")
    private String certificate;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = "-",
            paramLabel = "-|FILE",
            description = "Write the outcome as JSON, to the standard output (- or nothing) or to a file.")
    private String json;

    KroneckerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BigFraction epsilon = BadInputException.of(this::epsilon);
        Optional<Path> file = BadInputException.of(this::certificateFile);
        JsonTarget report = new JsonTarget(json);
        report.requireWritable();
        ExactRealMatrix w = BadInputException.of(
                () -> NumbersArgument.read(numbers, dim.map(OptionalInt::of).orElse(OptionalInt.empty()), columns));
        RationalMatrix a = BadInputException.of(() -> target(w.rows()));
        long start = System.nanoTime();
        KroneckerPhases phases = search(w, a, epsilon.doubleValue());
        double seconds = (System.nanoTime() - start) / 1e9;
        CertificateDocument document = IndependentRowsDensityConstruction.entrywise(w, a, phases, epsilon);
        CheckResult result = check(document);
        if (result instanceof CheckResult.Rejected rejected) {
            console.complain("the certificate is rejected: " + rejected.reason());
            return ExitCode.NOT_AS_EXPECTED;
        }
        file.ifPresent(path -> write(path, document));
        KroneckerReport found = new KroneckerReport(
                numbers, w, epsilon, eps, phases.found(), bound((CheckResult.Accepted) result), seconds, file);
        if (report.leavesRoomForText()) {
            console.out().print(found.asText());
        }
        report.write(console, found.asJson());
        return ExitCode.OK;
    }

    private BigFraction epsilon() {
        BigFraction value;
        try {
            value = ExactNumber.parse(eps);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--eps: expected a number such as 1e-3, got " + eps, e);
        }
        if (value.compareTo(BigFraction.ONE) >= 0 || value.doubleValue() < KroneckerPhases.SMALLEST_TOLERANCE) {
            throw new IllegalArgumentException(
                    "--eps: expected at least " + KroneckerPhases.SMALLEST_TOLERANCE + " and less than 1, got " + eps);
        }
        return value;
    }

    private Optional<Path> certificateFile() {
        if (certificate == null) {
            return Optional.empty();
        }
        Path path = Path.of(certificate);
        if (Files.isDirectory(path) || !Files.isDirectory(path.toAbsolutePath().getParent())) {
            throw new IllegalArgumentException(
                    "--certificate " + certificate + ": expected a file in a folder that is there");
        }
        return Optional.of(path);
    }

    private RationalMatrix target(int rows) {
        if (target == null) {
            Random random = new Random(seed);
            long unit = 1L << TARGET_BITS;
            return RationalMatrix.of(
                    rows, 1, (i, j) -> new BigFraction(random.nextInt((int) (2 * unit + 1)) - unit, unit));
        }
        List<String> texts;
        try {
            texts = List.of(Files.readString(Path.of(target)).strip().split("\\s+"));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("--target " + target + ": expected a file that can be read", e);
        }
        if (texts.size() != rows) {
            throw new IllegalArgumentException(
                    "--target " + target + ": expected " + rows + " numbers, got " + texts.size());
        }
        return RationalMatrix.of(rows, 1, (i, j) -> value(texts.get(i), i + 1));
    }

    private BigFraction value(String text, int place) {
        String where = "--target " + target + ": number " + place + ": expected a number between -1 and 1, got " + text;
        try {
            BigFraction value = ExactNumber.parse(text);
            if (value.abs().compareTo(BigFraction.ONE) > 0) {
                throw new IllegalArgumentException(where);
            }
            return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(where, e);
        }
    }

    private KroneckerPhases search(ExactRealMatrix w, RationalMatrix a, double epsilon) {
        ProgressLine progress = ProgressLine.on(console);
        int expected = KroneckerReport.countingBound(w.rows(), epsilon) / w.columns() + 1;
        try {
            return BadInputException.of(() -> KroneckerPhases.search(
                    w,
                    a,
                    Activation.SIN2PI,
                    epsilon,
                    seed,
                    (stage, bits, error) -> progress.at(
                            bits,
                            Math.max(bits, expected),
                            "bits, stage " + stage + ", phases off by " + Numerals.upperBound(error))));
        } finally {
            progress.clear();
        }
    }

    private static CheckResult check(CertificateDocument document) {
        try (CheckpointLayers layers = new CheckpointLayers()) {
            return new CertificateChecker(layers).check(document);
        }
    }

    /** The error that the checker has shown. */
    private static BigFraction bound(CheckResult.Accepted accepted) {
        return ((Verdict.Certified) accepted.verdict()).certificate().lhs().hi();
    }

    private static void write(Path file, CertificateDocument document) {
        try {
            Files.writeString(file, CertificateJson.write(document));
        } catch (IOException e) {
            throw new BadInputException("--certificate " + file + ": expected a file that can be written, got " + e);
        }
    }

    /** What was found, as text and as JSON. */
    private record KroneckerReport(
            String numbers,
            ExactRealMatrix w,
            BigFraction epsilon,
            String eps,
            SearchOutcome.Found found,
            BigFraction bound,
            double seconds,
            Optional<Path> certificate) {

        private SearchOutcome.Parameter parameter() {
            return found.parameters().get(0);
        }

        /**
         * Half of all targets in [−1, 1]^d need at least ½ ε^−d parameters: one serves a share of at most ε^d. The bits of as many,
         * rounded down.
         */
        static int countingBound(int d, double epsilon) {
            return Math.max(0, (int) Math.floor(d * -(Math.log(Math.nextUp(epsilon)) / Math.log(2)) * (1 - 1e-12) - 1));
        }

        private int counting() {
            return countingBound(w.rows(), epsilon.doubleValue());
        }

        String asText() {
            FieldBlock block = new FieldBlock("sin(2 pi W theta) near " + w.rows() + " values")
                    .verbatim(
                            "W",
                            w.rows() + "x" + w.columns() + ", " + numbers + "; no rational relation between its rows")
                    .verbatim("error", "<= " + Numerals.upperBound(bound) + ", certified (asked: " + eps + ")")
                    .verbatim(
                            "theta",
                            parameter().bits() + " bits, signs included, in " + w.columns()
                                    + (w.columns() == 1 ? " number, " : " numbers, ")
                                    + parameter().fractionBits() + " of each after the point")
                    .verbatim(
                            "at least",
                            counting() + " bits are needed to serve half of all targets, however they are found")
                    .verbatim(
                            "search",
                            (found.stages() == 0
                                            ? "as many columns as rows: none needed, "
                                            : found.stages() + " stages, "
                                                    + parameter().trials() + " choices of preimages in the last, ")
                                    + Numerals.seconds(seconds) + " s");
            certificate.ifPresent(file -> block.verbatim("certificate", file.toString()));
            return block.toString();
        }

        ObjectNode asJson() {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("numbers", numbers).put("dim", w.rows()).put("columns", w.columns());
            root.put("eps", epsilon.doubleValue()).put("errorAtMost", bound.toString());
            root.put("bits", parameter().bits()).put("fractionBits", parameter().fractionBits());
            root.put("bitsAtLeast", counting());
            root.put("stages", found.stages())
                    .put("trials", parameter().trials())
                    .put("seconds", seconds);
            certificate.ifPresent(file -> root.put("certificate", file.toString()));
            return root;
        }
    }
}
