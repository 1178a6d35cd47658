package org.peftcheck.numeric.check;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.exact.ExactReal;
import org.peftcheck.theory.exact.ExactRealMatrix;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The phases W0Θ1 modulo 1: the entries of W0 are enclosed with as many bits as the size of Θ1 asks for, so that the sum is known to
 * about 2^−192, and the whole part is taken off both ends at once.
 */
final class Phases {

    private static final int GUARD = 8;
    private static final int MOST_BITS = 1 << 17;
    private static final BigInteger TURN = BigInteger.ONE.shiftLeft(FixedPointSine.BITS);

    private Phases() {}

    /** W0 Θ for a d_in×h matrix Θ: spans of non-negative numbers below 1 and a little more, in units of 2^−192. */
    static Span[][] of(MatrixData weight, RationalMatrix theta) {
        int bits = bits(weight, theta);
        Span[][] w0 = enclose(weight, bits, used(theta));
        Span[][] phases = new Span[weight.rows()][theta.columns()];
        for (int i = 0; i < phases.length; i++) {
            for (int j = 0; j < theta.columns(); j++) {
                Span sum = Span.ZERO;
                for (int l = 0; l < theta.rows(); l++) {
                    if (theta.get(l, j).signum() != 0) {
                        sum = sum.plus(w0[i][l].times(theta.get(l, j)));
                    }
                }
                phases[i][j] = reduced(sum.coarser(bits - FixedPointSine.BITS));
            }
        }
        return phases;
    }

    /** c W0 for one number c. */
    static Span[][] multiples(MatrixData weight, BigFraction c) {
        int bits = bits(weight, RationalMatrix.of(1, 1, (i, j) -> c));
        boolean[] all = new boolean[weight.columns()];
        java.util.Arrays.fill(all, true);
        Span[][] phases = enclose(weight, bits, all);
        for (Span[] row : phases) {
            for (int j = 0; j < row.length; j++) {
                row[j] = reduced(row[j].times(c).coarser(bits - FixedPointSine.BITS));
            }
        }
        return phases;
    }

    private static Span reduced(Span phase) {
        BigInteger whole = phase.lo().shiftRight(FixedPointSine.BITS).multiply(TURN);
        return new Span(phase.lo().subtract(whole), phase.hi().subtract(whole));
    }

    private static boolean[] used(RationalMatrix theta) {
        boolean[] used = new boolean[theta.rows()];
        for (int l = 0; l < used.length; l++) {
            for (int j = 0; j < theta.columns(); j++) {
                used[l] |= theta.get(l, j).signum() != 0;
            }
        }
        return used;
    }

    /** Entries of the columns that are used; the others are left out. */
    private static Span[][] enclose(MatrixData weight, int bits, boolean[] used) {
        AtomSpans atoms = new AtomSpans(bits);
        RationalMatrix rational = weight instanceof MatrixData.Reals ? null : weight.exactly();
        Span[][] spans = new Span[weight.rows()][weight.columns()];
        for (int i = 0; i < spans.length; i++) {
            for (int l = 0; l < used.length; l++) {
                if (used[l]) {
                    spans[i][l] = rational != null
                            ? Span.of(rational.get(i, l), bits)
                            : atoms.of(weight.reals().get(i, l));
                }
            }
        }
        return spans;
    }

    private static int bits(MatrixData weight, RationalMatrix theta) {
        int size = 0;
        for (int l = 0; l < theta.rows(); l++) {
            for (int j = 0; j < theta.columns(); j++) {
                size = Math.max(size, sizeBits(theta.get(l, j)));
            }
        }
        int terms = 32 - Integer.numberOfLeadingZeros(theta.rows());
        long bits = (long) FixedPointSine.BITS + GUARD + size + terms;
        bits += weight instanceof MatrixData.Reals reals ? growth(reals.matrix()) : 0;
        if (bits > MOST_BITS) {
            throw new Rejection(
                    "phases: expected numbers that need at most " + MOST_BITS + " bits, got numbers that need " + bits);
        }
        return (int) bits;
    }

    private static int sizeBits(BigFraction x) {
        return Math.max(0, x.getNumerator().bitLength() - x.getDenominator().bitLength() + 1);
    }

    /** Bits that the errors of the atoms may grow by; a wrong guess widens the phases, and nothing else. */
    private static int growth(ExactRealMatrix matrix) {
        int growth = 0;
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < matrix.columns(); j++) {
                growth = Math.max(growth, growth(matrix.get(i, j)));
            }
        }
        return growth;
    }

    private static int growth(ExactReal x) {
        int growth = 32 - Integer.numberOfLeadingZeros(x.terms().size());
        int coefficient =
                x.terms().values().stream().mapToInt(Phases::sizeBits).max().orElse(0);
        if (x.generator().isEmpty()) {
            return growth + coefficient;
        }
        int power = x.terms().lastKey().intValue();
        int root = Math.max(
                sizeBits(x.generator().get().lower()),
                sizeBits(x.generator().get().upper()));
        return growth + coefficient + 32 - Integer.numberOfLeadingZeros(power) + root * power;
    }
}
