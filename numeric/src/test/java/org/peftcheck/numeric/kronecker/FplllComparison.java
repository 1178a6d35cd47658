package org.peftcheck.numeric.kronecker;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peftcheck.numeric.lattice.GramSchmidt;
import org.peftcheck.theory.exact.ExactRealMatrix;

/**
 * Reduces the same lattice with the stages of {@link ApproximationLattice} and with the program {@code fplll}, in turn, and
 * prints the medians. Not a test: {@code numeric/benchmarks/kronecker-vs-fplll.sh} runs it.
 *
 * <p>The lattice of one shot for d values, a parameter, an error ε: with b = ⌈d (log2 1/ε + 3)⌉ and X = 2^(b + 40), the rows
 * (X e_j | 0), j &lt; d − 1, and (round(X α) mod X | 2^40), where α_j = √p_j / √p_d. Both results are looked at in the same way: every
 * vector lies in the lattice, exactly; the determinant is that of the lattice; and the factors δ and η of the basis, measured in
 * doubles, which a reduced basis allows.
 */
final class FplllComparison {

    private static final int EXTRA = 40;

    private FplllComparison() {}

    /** A lattice: α in fixed point with b + 40 bits. */
    private record OneShot(int d, int b, BigInteger[][] alpha) {

        static OneShot of(int d, double epsilon) {
            int b = (int) Math.ceil(d * (Math.log(1 / epsilon) / Math.log(2) + 3));
            int bits = b + EXTRA;
            BigInteger[][] roots = ExactRealMatrix.squareRootsOfPrimes(d, 1).fixedPoint(bits + 64);
            BigInteger last = roots[d - 1][0];
            BigInteger[][] alpha = new BigInteger[d - 1][1];
            for (int j = 0; j < alpha.length; j++) {
                alpha[j][0] =
                        roots[j][0].shiftLeft(bits).add(last.shiftRight(1)).divide(last);
            }
            return new OneShot(d, b, alpha);
        }

        BigInteger x() {
            return BigInteger.ONE.shiftLeft(b + EXTRA);
        }

        /** The vector of an integer q that has the given entries in doubles, times X. */
        BigInteger[] vector(BigInteger q) {
            BigInteger[] vector = new BigInteger[d];
            for (int j = 0; j < d - 1; j++) {
                BigInteger value = alpha[j][0].multiply(q).mod(x());
                boolean upper = value.shiftLeft(1).compareTo(x()) > 0;
                vector[j] = upper ? value.subtract(x()) : value;
            }
            vector[d - 1] = q.shiftLeft(EXTRA);
            return vector;
        }

        boolean contains(BigInteger[] vector) {
            BigInteger[] q = vector[d - 1].divideAndRemainder(BigInteger.ONE.shiftLeft(EXTRA));
            if (q[1].signum() != 0) {
                return false;
            }
            for (int j = 0; j < d - 1; j++) {
                if (vector[j].subtract(alpha[j][0].multiply(q[0])).mod(x()).signum() != 0) {
                    return false;
                }
            }
            return true;
        }

        String text() {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < d; i++) {
                text.append('[');
                for (int j = 0; j < d; j++) {
                    BigInteger value = i < d - 1
                            ? i == j ? x() : BigInteger.ZERO
                            : j < d - 1 ? alpha[j][0].mod(x()) : BigInteger.ONE.shiftLeft(EXTRA);
                    text.append(value).append(' ');
                }
                text.append("]\n");
            }
            return text.append("]\n").toString();
        }
    }

    /** The basis that the stages find. */
    private static List<BigInteger[]> ours(OneShot lattice) {
        ApproximationLattice reduced = ApproximationLattice.of(lattice.alpha(), lattice.b() + EXTRA);
        reduced.reduce();
        int step = KroneckerSearch.step(lattice.d());
        while (reduced.scale() < lattice.b()) {
            reduced.scale(Math.min(step, lattice.b() - reduced.scale()));
            reduced.reduce();
        }
        reduced.reduce();
        List<BigInteger[]> basis = new ArrayList<>();
        for (int i = 0; i < lattice.d(); i++) {
            basis.add(lattice.vector(reduced.multipliers(i)[0]));
        }
        return basis;
    }

    private static List<BigInteger[]> fplll(Path input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("fplll", "-a", "lll", "-d", "0.99", "-e", "0.501", input.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
        if (process.waitFor() != 0) {
            throw new IOException("fplll ended with " + process.exitValue() + ": " + output.strip());
        }
        List<BigInteger[]> basis = new ArrayList<>();
        for (String row : output.replace("[", "").split("]")) {
            if (!row.isBlank()) {
                basis.add(Arrays.stream(row.strip().split("\\s+"))
                        .map(BigInteger::new)
                        .toArray(BigInteger[]::new));
            }
        }
        return basis;
    }

    /** What a basis is like. */
    private static String quality(OneShot lattice, List<BigInteger[]> basis) {
        int d = lattice.d();
        boolean inside = basis.size() == d && basis.stream().allMatch(lattice::contains);
        double[][] rows = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                rows[i][j] = ApproximationLattice.toDouble(basis.get(i)[j], lattice.b() + EXTRA);
            }
        }
        double[][] lower = GramSchmidt.of(rows).lower();
        double determinant = lattice.b();
        double delta = 1;
        double eta = 0;
        for (int i = 0; i < d; i++) {
            determinant += Math.log(lower[i][i]) / Math.log(2);
            for (int j = 0; j < i; j++) {
                eta = Math.max(eta, Math.abs(lower[i][j] / lower[j][j]));
            }
            if (i > 0) {
                double before = lower[i - 1][i - 1];
                delta = Math.min(
                        delta, (lower[i][i - 1] * lower[i][i - 1] + lower[i][i] * lower[i][i]) / (before * before));
            }
        }
        return String.format(
                Locale.ROOT,
                "%s, index 2^%.6f, delta %.5f, eta %.5f, first length 2^%.3f",
                inside ? "in the lattice" : "NOT IN THE LATTICE",
                Math.abs(determinant),
                delta,
                eta,
                Math.log(lower[0][0]) / Math.log(2));
    }

    /**
     * Compares.
     *
     * @param args the number of runs, the error ε, then the dimensions
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int runs = Integer.parseInt(args[0]);
        double epsilon = Double.parseDouble(args[1]);
        System.out.println("  d   bits   ours s   fplll s   ratio");
        for (String dimension : Arrays.asList(args).subList(2, args.length)) {
            OneShot lattice = OneShot.of(Integer.parseInt(dimension), epsilon);
            Path input = Files.writeString(Files.createTempFile("lattice", ".txt"), lattice.text());
            double[] ours = new double[runs];
            double[] theirs = new double[runs];
            List<BigInteger[]> ourBasis = List.of();
            List<BigInteger[]> theirBasis = List.of();
            for (int run = 0; run < runs; run++) {
                long start = System.nanoTime();
                ourBasis = ours(lattice);
                long middle = System.nanoTime();
                theirBasis = fplll(input);
                ours[run] = (middle - start) / 1e9;
                theirs[run] = (System.nanoTime() - middle) / 1e9;
            }
            Files.delete(input);
            Arrays.sort(ours);
            Arrays.sort(theirs);
            double our = ours[runs / 2];
            double their = theirs[runs / 2];
            System.out.printf(
                    Locale.ROOT, "%3d %6d %8.2f %9.2f %7.1f%n", lattice.d(), lattice.b(), our, their, their / our);
            System.out.println("      ours:  " + quality(lattice, ourBasis));
            System.out.println("      fplll: " + quality(lattice, theirBasis));
        }
    }
}
