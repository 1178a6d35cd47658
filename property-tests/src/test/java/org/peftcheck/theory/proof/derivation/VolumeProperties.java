package org.peftcheck.theory.proof.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.fraction.BigFraction;

/** The steps of the bounds by volume on exact instances, and the distance that an integer relation keeps. */
class VolumeProperties {

    private static final String SEED = "20251124";

    private static BigFraction addedVolume(List<Integer> moves, int side) {
        BigFraction cube = BigFraction.ONE;
        BigFraction common = BigFraction.ONE;
        for (int move : moves) {
            cube = cube.multiply(side);
            common = common.multiply(Math.max(0, side - move));
        }
        return cube.subtract(common);
    }

    private static BigFraction bound(List<Integer> moves, int side) {
        BigFraction face = BigFraction.ONE;
        for (int i = 1; i < moves.size(); i++) {
            face = face.multiply(side);
        }
        return face.multiply(moves.stream().mapToInt(m -> m).sum());
    }

    @Property(tries = 500, seed = SEED)
    void aMovedCubeAddsAtMostItsMovesTimesAFace(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 12) Integer> moves,
            @ForAll @IntRange(min = 1, max = 9) int side) {
        assertTrue(addedVolume(moves, side).compareTo(bound(moves, side)) <= 0);
    }

    /** With one coordinate that moves by less than the side the bound is attained, so that no smaller one holds. */
    @Example
    void aMoveAlongOneAxisAttainsTheBound() {
        assertEquals(bound(List.of(0, 3, 0), 5), addedVolume(List.of(0, 3, 0), 5));
    }

    /** Along a closed chain whoever is in some set and not in all of them enters one. */
    @Property(tries = 500, seed = SEED)
    void whoeverIsInsideSometimesAndNotAlwaysEnters(@ForAll @Size(min = 2, max = 9) List<Boolean> inside) {
        int entries = 0;
        for (int k = 0; k < inside.size(); k++) {
            boolean before = inside.get((k + inside.size() - 1) % inside.size());
            entries += inside.get(k) && !before ? 1 : 0;
        }
        boolean sometimes = inside.contains(true);
        boolean always = !inside.contains(false);
        assertEquals(sometimes && !always, entries > 0);
    }

    private static BigFraction distanceToIntegers(BigFraction x) {
        BigFraction fraction = x.subtract(new BigFraction(x.getNumerator().divide(x.getDenominator())));
        BigFraction up = fraction.signum() < 0 ? fraction.add(BigFraction.ONE) : fraction;
        return up.compareTo(BigFraction.ONE_HALF) <= 0 ? up : BigFraction.ONE.subtract(up);
    }

    /** The largest distance of θm from a modulo 1, in any coordinate. */
    private static BigFraction error(List<Integer> m, BigFraction theta, List<BigFraction> a) {
        BigFraction error = BigFraction.ZERO;
        for (int i = 0; i < m.size(); i++) {
            BigFraction here = distanceToIntegers(theta.multiply(m.get(i)).subtract(a.get(i)));
            error = here.compareTo(error) > 0 ? here : error;
        }
        return error;
    }

    /** torus-dual-certificate with m = (m1, m2) and n = (m2, −m1), whatever the parameter. */
    @Property(tries = 500, seed = SEED)
    void aRelationKeepsThePhasesAway(
            @ForAll @IntRange(min = -9, max = 9) int m1,
            @ForAll @IntRange(min = 1, max = 9) int m2,
            @ForAll @IntRange(min = 0, max = 59) int theta,
            @ForAll @IntRange(min = 0, max = 12) int a1,
            @ForAll @IntRange(min = 0, max = 12) int a2) {
        List<BigFraction> a = List.of(new BigFraction(a1, 13), new BigFraction(a2, 13));
        BigFraction value = a.get(0).multiply(m2).subtract(a.get(1).multiply(m1));
        BigFraction bound = distanceToIntegers(value).divide(Math.abs(m1) + m2);
        assertTrue(error(List.of(m1, m2), new BigFraction(theta, 60), a).compareTo(bound) >= 0);
    }

    /** A vector that is no relation says nothing: (1, 0) against the column (1, 2) and the target (1/2, 0), which is reached. */
    @Example
    void withoutARelationTheBoundFails() {
        List<BigFraction> a = List.of(BigFraction.ONE_HALF, BigFraction.ZERO);
        BigFraction reached = error(List.of(1, 2), BigFraction.ONE_HALF, a);
        assertEquals(BigFraction.ZERO, reached);
        assertFalse(reached.compareTo(distanceToIntegers(a.get(0))) >= 0);
    }

    /** For d = 2 the bound of torus-covering-radius is attained: some parameter comes within 1/(2‖m‖₁) of every target. */
    @Property(tries = 200, seed = SEED)
    void inThePlaneTheCoveringRadiusIsTheBound(
            @ForAll @IntRange(min = 1, max = 6) int m1,
            @ForAll @IntRange(min = 1, max = 6) int m2,
            @ForAll @IntRange(min = 0, max = 12) int a1,
            @ForAll @IntRange(min = 0, max = 12) int a2) {
        Assume.that(BigInteger.valueOf(m1).gcd(BigInteger.valueOf(m2)).equals(BigInteger.ONE));
        List<BigFraction> a = List.of(new BigFraction(a1, 13), new BigFraction(a2, 13));
        BigFraction best = BigFraction.ONE;
        for (int k1 = 0; k1 < m1; k1++) {
            for (int k2 = -1; k2 <= m2; k2++) {
                BigFraction theta = a.get(0).add(k1).add(a.get(1)).add(k2).divide(m1 + m2);
                BigFraction here = error(List.of(m1, m2), theta, a);
                best = here.compareTo(best) < 0 ? here : best;
            }
        }
        assertTrue(best.compareTo(new BigFraction(1, 2 * (m1 + m2))) <= 0, "above the bound");
    }
}
