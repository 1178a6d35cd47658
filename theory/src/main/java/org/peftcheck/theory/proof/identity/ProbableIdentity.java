package org.peftcheck.theory.proof.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.fraction.BigFraction;

/**
 * The identity holds at random points over random prime fields. This is no proof by itself: a false identity passes with a
 * probability of at most the bound, which can stand beside one other kind of evidence.
 *
 * @param identity the identity
 * @param seed the seed of all draws
 * @param primes the primes drawn, one a trial, each of 61 bits
 * @param errorBound the bound for all trials together
 */
public record ProbableIdentity(RationalIdentity identity, long seed, List<Long> primes, BigFraction errorBound)
        implements IdentityVerdict {

    private static final int REDRAWS = 5;

    /** Draws and evaluates again, and compares the primes and the bound. */
    public ProbableIdentity {
        primes = List.copyOf(primes);
        if (primes.isEmpty()) {
            throw new IllegalArgumentException("identity " + identity.name() + ": expected at least one trial, got 0");
        }
        Trials found = trials(identity, primes.size(), seed);
        if (!found.passed()) {
            throw new IllegalArgumentException(
                    "identity " + identity.name() + ": expected equal sides, got a difference" + " over the field with "
                            + found.primes().get(found.primes().size() - 1) + " elements");
        }
        if (!found.primes().equals(primes)) {
            throw new IllegalArgumentException("identity " + identity.name() + ": expected the primes " + found.primes()
                    + " of seed " + seed + ", got " + primes);
        }
        BigFraction bound = bound(identity, primes.size());
        if (!bound.equals(errorBound)) {
            throw new IllegalArgumentException(
                    "identity " + identity.name() + ": expected the error bound " + bound + ", got " + errorBound);
        }
    }

    /** What the draws of a seed gave; the last prime is the one that refuted if they did not pass. */
    record Trials(boolean passed, List<Long> primes) {}

    static BigFraction bound(RationalIdentity identity, int trials) {
        return ErrorBound.ofTrial(identity.residual().bound()).pow(trials);
    }

    static Trials trials(RationalIdentity identity, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Long> primes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            PrimeField field = PrimeField.draw(random);
            boolean zero = holdsAtDefinedPoint(identity, field, random);
            primes.add(field.prime());
            if (!zero) {
                return new Trials(false, primes);
            }
        }
        return new Trials(true, primes);
    }

    private static boolean holdsAtDefinedPoint(RationalIdentity identity, PrimeField field, SplittableRandom random) {
        SingularDrawException last = null;
        for (int draw = 0; draw < REDRAWS; draw++) {
            PrimeArithmetic arithmetic = new PrimeArithmetic(field);
            Map<String, long[][]> point = new HashMap<>();
            for (Expression.Variable variable : identity.variables()) {
                point.put(variable.name(), arithmetic.draw(variable.rows(), variable.columns(), random));
            }
            try {
                return arithmetic.isZero(identity.residual().evaluate(arithmetic, point));
            } catch (SingularDrawException e) {
                last = e;
            }
        }
        throw new IllegalArgumentException(
                "identity " + identity.name() + ": expected a point at which all inverses exist, got none in " + REDRAWS
                        + " draws",
                last);
    }

    /**
     * The number of trials.
     *
     * @return the number of trials
     */
    public int trials() {
        return primes.size();
    }
}
