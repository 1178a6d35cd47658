package org.peftcheck.numeric.check;

import java.math.BigInteger;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Enclosure;

/**
 * The forms about activations of period 1 (PEANuT, Appendix B.2). All numbers of the certificate are exact, and everything computed
 * from them is a span of integers in units of 2^−192.
 */
final class PeriodicForms {

    private static final int BITS = FixedPointSine.BITS;

    private PeriodicForms() {}

    /** ‖σ(W0Θ1)Θ2 − AB‖_F. */
    static Evidence approximation(CheckedInstance c) {
        RationalMatrix theta1 = c.exact("Theta1", c.dIn(), c.width());
        RationalMatrix theta2 = c.exact("Theta2", c.width(), c.dIn());
        Span[][] update = times(activate(c, Phases.of(c.weight(), theta1)), theta2);
        return distance(update, target(c));
    }

    /** ‖M σ(c W0) − AB‖_F. */
    static Evidence oneParameter(CheckedInstance c) {
        BigFraction factor = c.exact("M", 1, 1).get(0, 0);
        Span[][] update =
                activate(c, Phases.multiples(c.weight(), c.exact("c", 1, 1).get(0, 0)));
        for (Span[] row : update) {
            for (int j = 0; j < row.length; j++) {
                row[j] = row[j].times(factor);
            }
        }
        return distance(update, target(c));
    }

    /** max |σ(W0Θ1) − A|. */
    static Evidence entrywise(CheckedInstance c) {
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        Span[][] hidden = activate(c, Phases.of(c.weight(), c.exact("Theta1", c.dIn(), c.rank())));
        Span error = Span.ZERO;
        Span size = Span.ZERO;
        for (int i = 0; i < hidden.length; i++) {
            for (int j = 0; j < hidden[i].length; j++) {
                Span wanted = Span.of(a.get(i, j), BITS);
                error = larger(error, hidden[i][j].minus(wanted).magnitude());
                size = larger(size, wanted.magnitude());
            }
        }
        return new Evidence(enclosure(error), lowerBound(size));
    }

    private static Span larger(Span x, Span y) {
        return new Span(x.lo().max(y.lo()), x.hi().max(y.hi()));
    }

    private static Span[][] activate(CheckedInstance c, Span[][] phases) {
        for (Span[] row : phases) {
            for (int j = 0; j < row.length; j++) {
                row[j] = PeriodicActivation.of(c.activation(), row[j]);
            }
        }
        return phases;
    }

    private static Span[][] times(Span[][] hidden, RationalMatrix theta2) {
        Span[][] product = new Span[hidden.length][theta2.columns()];
        for (int i = 0; i < hidden.length; i++) {
            for (int l = 0; l < theta2.columns(); l++) {
                Span sum = Span.ZERO;
                for (int j = 0; j < theta2.rows(); j++) {
                    sum = sum.plus(hidden[i][j].times(theta2.get(j, l)));
                }
                product[i][l] = sum;
            }
        }
        return product;
    }

    private static Span[][] target(CheckedInstance c) {
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        RationalMatrix b = c.exact("B", c.rank(), c.dIn());
        Span[][] target = new Span[c.dOut()][c.dIn()];
        for (int i = 0; i < target.length; i++) {
            for (int l = 0; l < c.dIn(); l++) {
                Span sum = Span.ZERO;
                for (int j = 0; j < c.rank(); j++) {
                    BigInteger numerator =
                            a.get(i, j).getNumerator().multiply(b.get(j, l).getNumerator());
                    BigInteger denominator =
                            a.get(i, j).getDenominator().multiply(b.get(j, l).getDenominator());
                    sum = sum.plus(Span.exactly(numerator.shiftLeft(BITS)).dividedBy(denominator));
                }
                target[i][l] = sum;
            }
        }
        return target;
    }

    private static Evidence distance(Span[][] update, Span[][] target) {
        Span squares = Span.ZERO;
        Span size = Span.ZERO;
        for (int i = 0; i < update.length; i++) {
            for (int l = 0; l < update[i].length; l++) {
                squares = squares.plus(square(update[i][l].minus(target[i][l])));
                size = size.plus(square(target[i][l]));
            }
        }
        return new Evidence(enclosure(root(squares)), lowerBound(root(size)));
    }

    /** The square, in units of 2^−384. */
    private static Span square(Span x) {
        Span size = x.magnitude();
        return new Span(size.lo().multiply(size.lo()), size.hi().multiply(size.hi()));
    }

    private static Span root(Span squares) {
        BigInteger[] above = squares.hi().sqrtAndRemainder();
        return new Span(squares.lo().sqrt(), above[1].signum() == 0 ? above[0] : above[0].add(BigInteger.ONE));
    }

    private static Enclosure enclosure(Span x) {
        BigInteger unit = BigInteger.ONE.shiftLeft(BITS);
        return new Enclosure(new BigFraction(x.lo(), unit), new BigFraction(x.hi(), unit));
    }

    private static double lowerBound(Span x) {
        return Math.max(0, Interval.enclosing(enclosure(x).lo()).lo());
    }
}
