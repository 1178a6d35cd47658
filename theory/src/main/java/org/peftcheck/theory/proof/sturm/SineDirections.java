package org.peftcheck.theory.proof.sturm;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;

/**
 * For W0 = (q, p)ᵀcᵀ with c ≠ 0, whose rows have the integer relation (p, −q), every direction of the plane is that of a vector
 * (sin qx, sin px) that is not zero; so one sine unit reaches every 2×d2 update of rank 1 exactly, although the rows are linearly
 * dependent over the rationals (compare PEANuT, Appendix B.1, where independence is assumed).
 *
 * <p>With t = cos x the vector is sin x · (U_{q−1}(t), U_{p−1}(t)). For a direction (1, ρ) put f = U_{p−1} − ρ U_{q−1}. The mean
 * of f over the first combination is at least 0 for every ρ, since that of U_{q−1} is 0 and that of U_{p−1} is at least 0; over the
 * second it is at most 0. So f is ≥ 0 at one point of (−1, 1) and ≤ 0 at another, and has a root between them. Direction (0, 1) is
 * a root of U_{q−1} in (−1, 1). At no root are both zero, since the two polynomials have no common divisor.
 *
 * @param p the first entry of the relation, at least 1
 * @param q the negative of the second entry, at least 1
 * @param above the first combination
 * @param below the second combination
 */
public record SineDirections(int p, int q, ConvexCombination above, ConvexCombination below) {

    /** Checks both means, the root and the common divisor. */
    public SineDirections {
        UnivariatePolynomial numerator = Chebyshev.second(p - 1);
        UnivariatePolynomial denominator = Chebyshev.second(q - 1);
        String what = "sine directions of relation (" + p + ", -" + q + "): expected ";
        if (numerator.gcd(denominator).degree() != 0) {
            throw new IllegalArgumentException(what + "no common divisor, got " + numerator.gcd(denominator));
        }
        BigFraction zeroAbove = above.mean(denominator);
        BigFraction zeroBelow = below.mean(denominator);
        if (zeroAbove.signum() != 0 || zeroBelow.signum() != 0) {
            throw new IllegalArgumentException(what + "means 0 of the divisor, got " + zeroAbove + " and " + zeroBelow);
        }
        BigFraction high = above.mean(numerator);
        BigFraction low = below.mean(numerator);
        if (high.signum() < 0 || low.signum() > 0) {
            throw new IllegalArgumentException(what + "means >= 0 and <= 0, got " + high + " and " + low);
        }
        if (rootsInside(denominator) < 1) {
            throw new IllegalArgumentException(what + "a root of U_" + (q - 1) + " in (-1, 1), got none");
        }
    }

    /** U_n(1) = n + 1 is not zero, so that the roots in (−1, 1] are those in (−1, 1). */
    private static int rootsInside(UnivariatePolynomial second) {
        return SturmCount.of(second, RootInterval.of(-1, 1)).roots();
    }

    /**
     * Looks for the two combinations on the points k/n, |k| &lt; n.
     *
     * @param p the first entry of the relation, at least 1
     * @param q the negative of the second entry, at least 1
     * @param n the fineness of the points, at least 1
     * @return the evidence, or nothing if these points give none
     */
    public static Optional<SineDirections> find(int p, int q, int n) {
        if (Chebyshev.second(p - 1).gcd(Chebyshev.second(q - 1)).degree() != 0) {
            return Optional.empty();
        }
        Optional<ConvexCombination> above = combination(p, q, n, 1);
        Optional<ConvexCombination> below = combination(p, q, n, -1);
        return above.flatMap(high -> below.map(low -> new SineDirections(p, q, high, low)));
    }

    /** The first pair of points over which the divisor has mean 0 and the numerator a mean of the sign; each point is evaluated once. */
    private static Optional<ConvexCombination> combination(int p, int q, int n, int sign) {
        UnivariatePolynomial numerator = Chebyshev.second(p - 1);
        UnivariatePolynomial denominator = Chebyshev.second(q - 1);
        List<BigFraction> points =
                IntStream.range(1 - n, n).mapToObj(k -> new BigFraction(k, n)).toList();
        List<BigFraction> divisors = points.stream().map(denominator::at).toList();
        List<BigFraction> numerators = points.stream().map(numerator::at).toList();
        for (int i = 0; i < points.size(); i++) {
            for (int j = i; j < points.size(); j++) {
                BigFraction a = divisors.get(i);
                BigFraction b = divisors.get(j);
                if (a.signum() * b.signum() > 0 || (b.signum() == 0 && a.signum() != 0)) {
                    continue;
                }
                BigFraction weight = a.signum() == 0 ? BigFraction.ONE : b.divide(b.subtract(a));
                BigFraction mean = numerators
                        .get(i)
                        .multiply(weight)
                        .add(numerators.get(j).multiply(BigFraction.ONE.subtract(weight)));
                if (mean.signum() * sign >= 0) {
                    return Optional.of(new ConvexCombination(points.get(i), points.get(j), weight));
                }
            }
        }
        return Optional.empty();
    }
}
