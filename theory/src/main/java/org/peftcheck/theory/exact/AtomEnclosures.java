package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;

/** Enclosures of numbers, with what was found of their atoms kept for the next ones. */
final class AtomEnclosures {

    private static final int GUARD = 16;

    private final Map<AlgebraicNumber, DyadicInterval> roots = new HashMap<>();

    /** An interval of at most two units of 2^−bits. */
    DyadicInterval of(ExactReal x, int bits) {
        int work = bits + GUARD + growth(x);
        DyadicInterval sum = new DyadicInterval(BigInteger.ZERO, BigInteger.ZERO, work);
        for (Map.Entry<Long, BigFraction> term : x.terms().entrySet()) {
            DyadicInterval atom = x.generator().isPresent()
                    ? power(x.generator().get(), term.getKey(), work)
                    : squareRoot(term.getKey(), work);
            sum = sum.plus(atom.times(term.getValue()));
        }
        return sum.roundedTo(bits);
    }

    /** Bits by which the error of an atom can grow: the coefficients, their number, and for a root its size to the power. */
    private static int growth(ExactReal x) {
        int coefficient = x.terms().values().stream()
                .mapToInt(q -> Math.max(
                        0, q.getNumerator().bitLength() - q.getDenominator().bitLength() + 1))
                .max()
                .orElse(0);
        int size = x.generator().isPresent() ? sizeBits(x.generator().get()) : 0;
        int degree = x.terms().isEmpty() ? 0 : (int) Math.min(512, x.terms().lastKey());
        return coefficient + 2 * (32 - Integer.numberOfLeadingZeros(x.terms().size() + degree)) + size * degree;
    }

    private static int sizeBits(AlgebraicNumber number) {
        return Math.max(
                DyadicInterval.of(number.lower(), 0).lo().abs().bitLength(),
                DyadicInterval.of(number.upper(), 0).hi().abs().bitLength());
    }

    private static DyadicInterval squareRoot(long radicand, int bits) {
        BigInteger scaled = BigInteger.valueOf(radicand).shiftLeft(2 * bits);
        BigInteger root = IntegerSquareRoot.floor(scaled);
        boolean exact = root.multiply(root).equals(scaled);
        return new DyadicInterval(root, exact ? root : root.add(BigInteger.ONE), bits);
    }

    private DyadicInterval power(AlgebraicNumber number, long exponent, int bits) {
        DyadicInterval base = root(number, bits);
        DyadicInterval result = DyadicInterval.of(BigFraction.ONE, bits);
        for (long e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = result.times(base);
            }
            base = e > 1 ? base.times(base) : base;
        }
        return result;
    }

    private DyadicInterval root(AlgebraicNumber number, int bits) {
        DyadicInterval known = roots.get(number);
        if (known == null || known.bits() < bits) {
            int wanted = known == null ? bits : bits + bits / 8;
            BigInteger floor = number.scaledFloor(wanted);
            known = new DyadicInterval(floor, floor.add(BigInteger.ONE), wanted);
            roots.put(number, known);
        }
        return known.roundedTo(bits);
    }
}
