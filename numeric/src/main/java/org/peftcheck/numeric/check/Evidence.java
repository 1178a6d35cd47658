package org.peftcheck.numeric.check;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.verdict.Enclosure;

/**
 * What a form establishes: the left side of its inequality and the size against which the error is to be seen.
 *
 * @param lhs the left side
 * @param size a lower bound on the size of the target, 0 where none is known
 */
record Evidence(Enclosure lhs, double size) {

    /** A statement that holds without any error. */
    static Evidence exact() {
        return new Evidence(Enclosure.exactly(0), 0);
    }

    /** An error that is at most the given finite bound. */
    static Evidence errorAtMost(double bound, double size) {
        if (!Double.isFinite(bound)) {
            throw new Rejection("the error could not be bounded: the rounding bounds overflow");
        }
        return new Evidence(Enclosure.between(0, bound), size);
    }

    double relativeTo(BigFraction epsilon) {
        if (epsilon.signum() == 0) {
            return 0;
        }
        return size > 0 ? Up.divide(Interval.enclosing(epsilon).hi(), size) : Double.POSITIVE_INFINITY;
    }
}
