package org.peftcheck.theory.proof.derivation;

import org.hipparchus.fraction.BigFraction;

/** The sine and the cosine of an angle at which both are rational. */
record CirclePoint(BigFraction sin, BigFraction cos) {

    /** Every rational point of the circle but one: the angle 2 arctan t. */
    static CirclePoint of(int numerator, int denominator) {
        BigFraction t = new BigFraction(numerator, denominator);
        BigFraction length = t.multiply(t).add(BigFraction.ONE);
        return new CirclePoint(
                t.multiply(2).divide(length),
                BigFraction.ONE.subtract(t.multiply(t)).divide(length));
    }

    CirclePoint plus(CirclePoint other) {
        return new CirclePoint(
                sin.multiply(other.cos).add(cos.multiply(other.sin)),
                cos.multiply(other.cos).subtract(sin.multiply(other.sin)));
    }

    /** The angle times an integer. */
    CirclePoint times(int n) {
        CirclePoint step = n < 0 ? new CirclePoint(sin.negate(), cos) : this;
        CirclePoint sum = new CirclePoint(BigFraction.ZERO, BigFraction.ONE);
        for (int i = 0; i < Math.abs(n); i++) {
            sum = sum.plus(step);
        }
        return sum;
    }
}
