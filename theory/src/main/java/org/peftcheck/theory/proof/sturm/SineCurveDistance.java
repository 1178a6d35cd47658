package org.peftcheck.theory.proof.sturm;

import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * For W0 = (f_1, …, f_d)ᵀ no multiple of a vector (sin f_1 x, …, sin f_d x) comes closer to a target a than the square root of a
 * bound: one sine unit stays at a distance from the update a bᵀ (limits PEANuT, Proposition B.1).
 *
 * <p>With t = cos x the vector is sin x · u, u_i = U_{f_i − 1}(t). The squared distance of a from the line through u is
 * |a|² − (a·u)²/|u|², and |a|² where the vector is 0. It is at least δ ≤ |a|² iff (|a|² − δ)|u|² − (a·u)² ≥ 0 for −1 ≤ t ≤ 1.
 *
 * @param frequencies the entries of W0, each at least 1
 * @param target the vector a
 * @param squaredDistance the bound δ on the squared distance, in (0, |a|²]
 * @param evidence that the polynomial is at least 0 on [−1, 1]
 */
public record SineCurveDistance(
        List<Integer> frequencies, List<Integer> target, BigFraction squaredDistance, NonNegativity evidence) {

    /** Compares the polynomial and the interval of the evidence. */
    public SineCurveDistance {
        frequencies = List.copyOf(frequencies);
        target = List.copyOf(target);
        UnivariatePolynomial expected = margin(frequencies, target, squaredDistance);
        String what = "distance of " + target + " from the sines of " + frequencies + ": expected evidence ";
        if (!evidence.polynomial().equals(expected)) {
            throw new IllegalArgumentException(what + "for " + expected + ", got " + evidence.polynomial());
        }
        if (evidence.lower().compareTo(BigFraction.MINUS_ONE) > 0
                || evidence.upper().compareTo(BigFraction.ONE) < 0) {
            throw new IllegalArgumentException(
                    what + "on [-1, 1], got [" + evidence.lower() + ", " + evidence.upper() + "]");
        }
    }

    private static UnivariatePolynomial margin(
            List<Integer> frequencies, List<Integer> target, BigFraction squaredDistance) {
        BigFraction norm = new BigFraction(target.stream().mapToInt(a -> a * a).sum());
        if (frequencies.size() != target.size()
                || frequencies.stream().anyMatch(f -> f < 1)
                || squaredDistance.signum() <= 0
                || squaredDistance.compareTo(norm) > 0) {
            throw new IllegalArgumentException(
                    "sine curve distance: expected frequencies >= 1, as many entries of the target, and a squared distance in (0, "
                            + norm + "], got " + frequencies + ", " + target + " and " + squaredDistance);
        }
        UnivariatePolynomial length = UnivariatePolynomial.of(0);
        UnivariatePolynomial product = UnivariatePolynomial.of(0);
        for (int i = 0; i < frequencies.size(); i++) {
            UnivariatePolynomial sine = Chebyshev.second(frequencies.get(i) - 1);
            length = length.plus(sine.times(sine));
            product = product.plus(sine.scale(new BigFraction(target.get(i))));
        }
        return length.scale(norm.subtract(squaredDistance)).minus(product.times(product));
    }

    /**
     * Shows a bound.
     *
     * @param frequencies the entries of W0, each at least 1
     * @param target the vector a
     * @param squaredDistance the bound, in (0, |a|²]
     * @return the evidence, or nothing if some vector comes closer
     */
    public static Optional<SineCurveDistance> find(
            List<Integer> frequencies, List<Integer> target, BigFraction squaredDistance) {
        return NonNegativity.find(margin(frequencies, target, squaredDistance), BigFraction.MINUS_ONE, BigFraction.ONE)
                .map(evidence -> new SineCurveDistance(frequencies, target, squaredDistance, evidence));
    }
}
