package org.peftcheck.theory.exact;

import java.math.BigInteger;
import java.util.List;
import org.hipparchus.fraction.BigFraction;

/** Descartes' rule of signs for an open interval: an upper bound on the number of roots that is exact when it is 0 or 1. */
final class DescartesCount {

    private DescartesCount() {}

    /** The changes of sign of (1 + x)ⁿ f((lower + upper·x)/(1 + x)), whose positive roots are those of f inside. */
    static int inside(List<BigInteger> polynomial, BigFraction lower, BigFraction upper) {
        BigInteger denominator = lower.getDenominator().multiply(upper.getDenominator());
        BigInteger a = lower.getNumerator().multiply(upper.getDenominator());
        BigInteger width = upper.getNumerator().multiply(lower.getDenominator()).subtract(a);
        int n = polynomial.size() - 1;
        BigInteger[] moved = new BigInteger[n + 1];
        BigInteger power = BigInteger.ONE;
        for (int i = n; i >= 0; i--) {
            moved[i] = polynomial.get(i).multiply(power);
            power = power.multiply(denominator);
        }
        shift(moved, a);
        BigInteger scale = BigInteger.ONE;
        for (int i = 0; i <= n; i++) {
            moved[i] = moved[i].multiply(scale);
            scale = scale.multiply(width);
        }
        BigInteger[] reversed = new BigInteger[n + 1];
        for (int i = 0; i <= n; i++) {
            reversed[i] = moved[n - i];
        }
        shift(reversed, BigInteger.ONE);
        return changes(reversed);
    }

    /** f(x) becomes f(x + by). */
    private static void shift(BigInteger[] f, BigInteger by) {
        boolean plain = by.equals(BigInteger.ONE);
        for (int i = 0; i < f.length - 1; i++) {
            for (int j = f.length - 2; j >= i; j--) {
                f[j] = f[j].add(plain ? f[j + 1] : f[j + 1].multiply(by));
            }
        }
    }

    private static int changes(BigInteger[] f) {
        int changes = 0;
        int last = 0;
        for (BigInteger coefficient : f) {
            if (coefficient.signum() != 0) {
                changes += coefficient.signum() == -last ? 1 : 0;
                last = coefficient.signum();
            }
        }
        return changes;
    }
}
