package org.peftcheck.numeric.peanut2025;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.kronecker.FixedPointNumbers;
import org.peftcheck.numeric.kronecker.KroneckerSearch;
import org.peftcheck.numeric.kronecker.PhaseTarget;
import org.peftcheck.numeric.kronecker.SearchOutcome;
import org.peftcheck.numeric.kronecker.SearchProgress;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Parameters Θ with σ(WΘ) near a matrix in every entry, for a weight without integer relations and an activation of period 1
 * (PEANuT, Appendix B.2: Kronecker's theorem). The parameters are exact; that they do what they should is for a checker to show.
 *
 * @param theta Θ, k×r
 * @param found what the search tells of each column
 */
public record KroneckerPhases(RationalMatrix theta, SearchOutcome.Found found) {

    /** The smallest error that can be asked for: targets are handled in doubles. */
    public static final double SMALLEST_TOLERANCE = 1e-12;

    private static final double MARGIN = 1 - 1e-3;
    private static final int LONGEST = 6;
    private static final int LONGEST_NUMBER = 20;
    private static final int LEADING_DIGITS = 6;

    /**
     * Searches.
     *
     * @param w W, d×k
     * @param a the matrix to come near, d×r, with entries in the range of the activation
     * @param activation σ, of period 1
     * @param tolerance the largest error of an entry, at least {@link #SMALLEST_TOLERANCE}
     * @param seed of the choice of preimages
     * @param progress hears of every stage
     * @return what was found
     * @throws IllegalArgumentException in one line, if rows of W are dependent (with the relation), an entry of A is not in the range,
     *     the tolerance is too small, or the search ends without success
     */
    public static KroneckerPhases search(
            ExactRealMatrix w,
            RationalMatrix a,
            Activation activation,
            double tolerance,
            long seed,
            SearchProgress progress) {
        PeriodicFunction function = PeriodicFunction.of(activation);
        if (!(tolerance >= SMALLEST_TOLERANCE)) {
            throw new IllegalArgumentException(
                    "tolerance: expected at least " + SMALLEST_TOLERANCE + ", got " + tolerance);
        }
        w.relation().ifPresent(n -> {
            throw new IllegalArgumentException("numbers: expected rows that are independent over the rationals, found "
                    + relation(n) + " in every column");
        });
        List<PhaseTarget> targets = IntStream.range(0, a.columns())
                .mapToObj(j -> target(a, j, function, tolerance * MARGIN))
                .toList();
        int shift = shift(w);
        FixedPointNumbers scaled = bits -> w.fixedPoint(bits + shift);
        return new KroneckerPhases(w.columns(), shift, success(KroneckerSearch.run(scaled, targets, seed, progress)));
    }

    private KroneckerPhases(int columns, int shift, SearchOutcome.Found found) {
        this(
                RationalMatrix.of(columns, found.parameters().size(), (l, j) -> {
                    SearchOutcome.Parameter parameter = found.parameters().get(j);
                    return dyadic(parameter.numerators().get(l), parameter.fractionBits() - shift);
                }),
                found);
    }

    /** The power of 2 that brings the largest entry near 1, for tiny numbers. */
    private static int shift(ExactRealMatrix w) {
        int shift = 0;
        for (int bits = 64; bits <= 1 << 14; bits *= 2) {
            int length = 0;
            for (BigInteger[] row : w.fixedPoint(bits)) {
                for (BigInteger value : row) {
                    length = Math.max(length, value.bitLength());
                }
            }
            shift = Math.max(0, bits - length);
            if (length > bits / 2) {
                break;
            }
        }
        return shift;
    }

    private static BigFraction dyadic(BigInteger numerator, int places) {
        return places >= 0
                ? new BigFraction(numerator, BigInteger.ONE.shiftLeft(places))
                : new BigFraction(numerator.shiftLeft(-places));
    }

    private static PhaseTarget target(RationalMatrix a, int column, PeriodicFunction function, double tolerance) {
        double[] values = new double[a.rows()];
        double[][] preimages = new double[a.rows()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.get(i, column).doubleValue();
            if (Math.abs(values[i]) > function.range()) {
                throw new IllegalArgumentException("target: entry " + i + ": expected a value of at most "
                        + function.range() + " in size, got " + values[i]);
            }
            preimages[i] = function.preimages(values[i]);
        }
        return new PhaseTarget(values, preimages, function.values(), tolerance, tolerance / function.lipschitz());
    }

    private static SearchOutcome.Found success(SearchOutcome outcome) {
        if (outcome instanceof SearchOutcome.Found found) {
            return found;
        }
        if (outcome instanceof SearchOutcome.Stalled stalled) {
            throw new IllegalArgumentException(
                    "search: ended without success after " + stalled.stages() + " stages: " + stalled.reason());
        }
        SearchOutcome.Interrupted interrupted = (SearchOutcome.Interrupted) outcome;
        throw new IllegalArgumentException("search: interrupted after " + interrupted.stages() + " stages");
    }

    /** A relation between rows as text: its terms, of which the first few are written out. */
    private static String relation(List<BigInteger> n) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < n.size(); i++) {
            if (n.get(i).signum() != 0) {
                terms.add("(" + shown(n.get(i)) + ") row " + (i + 1));
            }
        }
        String shown = terms.stream().limit(LONGEST).collect(Collectors.joining(" + "));
        int more = terms.size() - LONGEST;
        return shown + (more > 0 ? " + " + more + " more terms" : "") + " = 0";
    }

    /** A number, or where it is long its first digits and how many there are. */
    private static String shown(BigInteger value) {
        String digits = value.abs().toString();
        String text = digits.length() <= LONGEST_NUMBER
                ? digits
                : digits.substring(0, LEADING_DIGITS) + "... of " + digits.length() + " digits";
        return value.signum() < 0 ? "-" + text : text;
    }
}
