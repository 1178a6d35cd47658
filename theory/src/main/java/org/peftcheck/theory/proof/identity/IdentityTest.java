package org.peftcheck.theory.proof.identity;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/** Tests rational identities at random points, and refutes the false ones exactly. */
public final class IdentityTest {

    private static final int SMALL_POINTS = 20;

    private IdentityTest() {}

    /**
     * Tests an identity.
     *
     * @param identity the identity
     * @param trials the number of random primes, at least 1, each with a random point
     * @param seed the seed of all draws
     * @return that it holds, with a bound on the probability of an error, or a rational point at which it fails
     * @throws IllegalArgumentException if no point was found at which all inverses exist
     */
    public static IdentityVerdict run(RationalIdentity identity, int trials, long seed) {
        ProbableIdentity.Trials found = ProbableIdentity.trials(identity, trials, seed);
        return found.passed()
                ? new ProbableIdentity(identity, seed, found.primes(), ProbableIdentity.bound(identity, trials))
                : refute(identity, seed);
    }

    /** Looks for small integers at which the sides differ; random ones do, once the range is larger than the degree. */
    private static RefutedIdentity refute(RationalIdentity identity, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long range = 1; range <= 1L << SMALL_POINTS; range *= 2) {
            Map<String, RationalMatrix> point = new HashMap<>();
            for (Expression.Variable variable : identity.variables()) {
                point.put(variable.name(), draw(variable, range, random));
            }
            if (refutes(identity, point)) {
                return new RefutedIdentity(identity, point);
            }
        }
        throw new IllegalStateException("identity " + identity.name() + ": expected integers up to 2^" + SMALL_POINTS
                + " at which the sides differ, as they do over a prime field, got none");
    }

    private static RationalMatrix draw(Expression.Variable variable, long range, SplittableRandom random) {
        return RationalMatrix.of(
                variable.rows(), variable.columns(), (i, j) -> new BigFraction(random.nextLong(-range, range + 1)));
    }

    private static boolean refutes(RationalIdentity identity, Map<String, RationalMatrix> point) {
        try {
            return !identity.residual()
                    .evaluate(new RationalArithmetic(), point)
                    .isZero();
        } catch (SingularDrawException e) {
            return false;
        }
    }
}
