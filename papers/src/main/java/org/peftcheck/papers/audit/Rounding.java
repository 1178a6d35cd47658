package org.peftcheck.papers.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.hipparchus.fraction.BigFraction;

/** The ways to bring a number to the printed digits. */
public enum Rounding {
    /** To the nearest; a tie upwards, away from zero. */
    HALF_UP(RoundingMode.HALF_UP),
    /** To the nearest; a tie to the even digit. */
    HALF_EVEN(RoundingMode.HALF_EVEN),
    /** The digits that follow are cut off. */
    CUT_OFF(RoundingMode.DOWN);

    private final RoundingMode mode;

    Rounding(RoundingMode mode) {
        this.mode = mode;
    }

    /** The rules by which an exact value becomes a printed one. */
    static Set<Rounding> of(BigDecimal printed, BigFraction value) {
        Set<Rounding> fitting = EnumSet.noneOf(Rounding.class);
        BigDecimal numerator = new BigDecimal(value.getNumerator());
        BigDecimal denominator = new BigDecimal(value.getDenominator());
        for (Rounding rule : values()) {
            if (numerator.divide(denominator, printed.scale(), rule.mode).compareTo(printed) == 0) {
                fitting.add(rule);
            }
        }
        return Collections.unmodifiableSet(fitting);
    }
}
