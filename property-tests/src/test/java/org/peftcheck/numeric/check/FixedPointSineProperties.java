package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.peftcheck.theory.algebra.Activation;

/** The checker's sine against decimals, at huge, tiny and special phases. */
class FixedPointSineProperties {

    private static final int BITS = FixedPointSine.BITS;
    private static final BigInteger TURN = BigInteger.ONE.shiftLeft(BITS);

    /** Phases in units of 2^−192: of every size up to 2^600 turns, and near the eighths. */
    @Provide
    Arbitrary<BigInteger> phases() {
        Arbitrary<BigInteger> anySize = Arbitraries.randomValue(random -> {
            BigInteger size = new BigInteger(1 + random.nextInt(BITS + 600), random);
            return random.nextBoolean() ? size : size.negate();
        });
        Arbitrary<BigInteger> nearEighths = Arbitraries.randomValue(random -> TURN.shiftRight(3)
                .multiply(BigInteger.valueOf(random.nextInt(33) - 16))
                .add(BigInteger.valueOf(random.nextInt(7) - 3)));
        return Arbitraries.oneOf(anySize, nearEighths);
    }

    private static BigDecimal decimal(BigInteger phase) {
        return new BigDecimal(phase).divide(new BigDecimal(TURN));
    }

    @Property(tries = 1500, seed = "4101")
    void theSpanHoldsTheSineAndIsThreeUnitsWideAtMost(@ForAll("phases") BigInteger phase) {
        Span found = FixedPointSine.of(phase);
        BigDecimal value = DecimalPeriodic.value(Activation.SIN2PI, decimal(phase));
        assertTrue(DecimalPeriodic.isInside(found, value, BITS), () -> phase + ": " + value + " not in " + found);
        assertTrue(found.width().intValueExact() <= 3, found::toString);
        BigInteger four = BigInteger.valueOf(4);
        Span above = new Span(found.lo().add(four), found.hi().add(four));
        assertFalse(DecimalPeriodic.isInside(above, value, BITS), "a span moved by four units holds it too");
    }

    @Property(tries = 3000, seed = "4102")
    void theSineIsOddAndHasPeriodOne(
            @ForAll("phases") BigInteger phase, @ForAll @IntRange(min = -9, max = 9) int turns) {
        Span found = FixedPointSine.of(phase);
        assertEquals(found, FixedPointSine.of(phase.add(TURN.multiply(BigInteger.valueOf(turns)))));
        assertEquals(found.negate(), FixedPointSine.of(phase.negate()));
    }

    @Property(tries = 3000, seed = "4103")
    void squaresOfSineAndCosineAddToOne(@ForAll("phases") BigInteger phase) {
        Span sine = FixedPointSine.of(phase);
        Span cosine = FixedPointSine.of(phase.add(TURN.shiftRight(2)));
        Span sum = sine.times(sine, BITS).plus(cosine.times(cosine, BITS));
        assertTrue(sum.lo().compareTo(TURN) <= 0 && sum.hi().compareTo(TURN) >= 0, sum::toString);
    }

    /** The range on a phase that is known roughly holds the values at its ends and between. */
    @Property(tries = 1500, seed = "4104")
    void theValuesOnAPhaseThatIsKnownRoughlyAreHeld(
            @ForAll("phases") BigInteger phase, @ForAll @IntRange(max = 210) int widthBits, @ForAll Random random) {
        BigInteger width = new BigInteger(widthBits, random);
        BigInteger inside = width.signum() == 0 ? phase : phase.add(new BigInteger(widthBits + 9, random).mod(width));
        for (Activation activation :
                new Activation[] {Activation.SIN2PI, Activation.TRIANGLE, Activation.SIN_PLUS_COS}) {
            Span image = PeriodicActivation.of(activation, new Span(phase, phase.add(width)));
            BigDecimal value = DecimalPeriodic.value(activation, decimal(inside));
            assertTrue(DecimalPeriodic.isInside(image, value, BITS), activation.id());
            boolean narrow = image.width()
                            .compareTo(width.multiply(BigInteger.valueOf(28)).add(BigInteger.valueOf(8)))
                    <= 0;
            assertTrue(narrow, activation.id());
        }
    }
}
