package org.peftcheck.theory.proof.sturm;

import java.util.Optional;
import org.hipparchus.fraction.BigFraction;

/**
 * A half-open interval (lower, upper]; an end that is absent is infinite.
 *
 * @param lower the lower end, which does not belong to it
 * @param upper the upper end, which does
 */
public record RootInterval(Optional<BigFraction> lower, Optional<BigFraction> upper) {

    /** The whole line. */
    public static final RootInterval LINE = new RootInterval(Optional.empty(), Optional.empty());

    /** Checks the order of the ends. */
    public RootInterval {
        if (lower.isPresent() && upper.isPresent() && lower.get().compareTo(upper.get()) >= 0) {
            throw new IllegalArgumentException(
                    "interval: expected a lower end below " + upper.get() + ", got " + lower.get());
        }
    }

    /**
     * The interval (lower, upper].
     *
     * @param lower the lower end
     * @param upper the upper end
     * @return the interval
     */
    public static RootInterval of(BigFraction lower, BigFraction upper) {
        return new RootInterval(Optional.of(lower), Optional.of(upper));
    }

    /**
     * The interval (lower, upper].
     *
     * @param lower the lower end
     * @param upper the upper end
     * @return the interval
     */
    public static RootInterval of(long lower, long upper) {
        return of(new BigFraction(lower), new BigFraction(upper));
    }
}
