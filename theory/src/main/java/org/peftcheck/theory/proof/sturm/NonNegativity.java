package org.peftcheck.theory.proof.sturm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * A polynomial is at least zero on a closed interval: it is positive at the samples, two neighbouring samples have at most one
 * root between them (which then is of even multiplicity), and before the first and after the last sample there is none but the
 * end of the interval.
 *
 * @param polynomial not zero
 * @param lower the lower end
 * @param upper the upper end
 * @param samples from the lower end to the upper one, strictly increasing, at least one
 */
public record NonNegativity(
        UnivariatePolynomial polynomial, BigFraction lower, BigFraction upper, List<BigFraction> samples) {

    /** Evaluates at the samples and counts the roots between them. */
    public NonNegativity {
        samples = List.copyOf(samples);
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("non-negativity of " + polynomial + ": expected a sample, got none");
        }
        for (BigFraction sample : samples) {
            if (polynomial.at(sample).signum() <= 0) {
                throw new IllegalArgumentException("non-negativity of " + polynomial + ": expected a positive value at "
                        + sample + ", got " + polynomial.at(sample));
            }
        }
        for (int i = 1; i < samples.size(); i++) {
            requireAtMost(1, polynomial, samples.get(i - 1), samples.get(i));
        }
        BigFraction first = samples.get(0);
        BigFraction last = samples.get(samples.size() - 1);
        if (first.compareTo(lower) != 0) {
            requireAtMost(0, polynomial, lower, first);
        }
        if (last.compareTo(upper) != 0) {
            requireAtMost(polynomial.at(upper).signum() == 0 ? 1 : 0, polynomial, last, upper);
        }
    }

    private static void requireAtMost(int most, UnivariatePolynomial polynomial, BigFraction from, BigFraction to) {
        int roots = SturmCount.of(polynomial, RootInterval.of(from, to)).roots();
        if (roots > most) {
            throw new IllegalArgumentException("non-negativity of " + polynomial + ": expected at most " + most
                    + " roots in (" + from + ", " + to + "], got " + roots);
        }
    }

    /**
     * Looks for samples.
     *
     * @param polynomial not zero
     * @param lower the lower end
     * @param upper the upper end, above the lower one
     * @return the evidence, or nothing if the polynomial is negative somewhere in the interval
     */
    public static Optional<NonNegativity> find(UnivariatePolynomial polynomial, BigFraction lower, BigFraction upper) {
        UnivariatePolynomial roots = polynomial.squareFree();
        List<BigFraction> samples = new ArrayList<>();
        BigFraction from = lower;
        for (SturmCount count : SturmCount.isolate(polynomial, RootInterval.of(lower, upper))) {
            BigFraction before = from;
            from = count.interval().upper().orElseThrow();
            samples.add(sampleBeforeRoot(roots, before, from));
        }
        if (roots.at(from).signum() != 0) {
            samples.add(from);
        } else if (from.compareTo(upper) < 0) {
            samples.add(sampleBeforeRoot(roots, from, upper));
        }
        if (samples.stream().anyMatch(x -> polynomial.at(x).signum() < 0)) {
            return Optional.empty();
        }
        return Optional.of(new NonNegativity(polynomial, lower, upper, samples));
    }

    /** A point of (from, to) that lies before all roots in (from, to]. */
    private static BigFraction sampleBeforeRoot(UnivariatePolynomial roots, BigFraction from, BigFraction to) {
        BigFraction sample = from.add(to).divide(2);
        while (SturmCount.of(roots, RootInterval.of(from, sample)).roots() > 0) {
            sample = from.add(sample).divide(2);
        }
        return sample;
    }
}
