package org.peftcheck.numeric.check;

import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;
import org.peftcheck.theory.verdict.Enclosure;

/** The forms of statements over the rationals: an equality holds exactly or the certificate is rejected. */
final class ExactForms {

    private ExactForms() {}

    /** σ(W0 Θ1) Θ2 = P A B, by W0 X B = σ(W0 Θ1) Θ2 and W0ᵀ (W0 X − A) B = 0. */
    static Evidence range(CheckedInstance c) {
        RationalMatrix w0 = c.exactWeight();
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        RationalMatrix b = c.exact("B", c.rank(), c.dIn());
        RationalMatrix w0x = w0.times(c.exact("X", c.dIn(), c.rank()));
        require(update(c).minus(w0x.times(b)), "sigma(W0 Theta1) Theta2 - W0 X B");
        require(w0.transpose().times(w0x.minus(a).times(b)), "W0' (W0 X - A) B");
        return Evidence.exact();
    }

    /** P (σ(W0 Θ1) Θ2 − A B) = 0, by W0ᵀ (σ(W0 Θ1) Θ2 − A B) = 0. */
    static Evidence projected(CheckedInstance c) {
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        RationalMatrix b = c.exact("B", c.rank(), c.dIn());
        require(c.exactWeight().transpose().times(update(c).minus(a.times(b))), "W0' (sigma(W0 Theta1) Theta2 - A B)");
        return Evidence.exact();
    }

    /** |L(W0 + σ(W0 Θ1) Θ2) − L(W0 + A B)| for L(W) = ½‖M (W − T)‖_F². */
    static Evidence loss(CheckedInstance c) {
        RationalMatrix w0 = c.exactWeight();
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        RationalMatrix b = c.exact("B", c.rank(), c.dIn());
        RationalMatrix m = c.exact("M");
        RationalMatrix t = c.exact("T", c.dOut(), c.dIn());
        if (m.columns() != c.dOut()) {
            throw new Rejection("matrix M: expected " + c.dOut() + " columns, got " + m.columns());
        }
        BigFraction left = loss(m, t, w0.plus(update(c)));
        BigFraction right = loss(m, t, w0.plus(a.times(b)));
        return new Evidence(Enclosure.exactly(left.subtract(right).abs()), right.doubleValue());
    }

    private static BigFraction loss(RationalMatrix m, RationalMatrix t, RationalMatrix w) {
        return m.times(w.minus(t)).squaredFrobeniusNorm().divide(2);
    }

    /** The update of a tweaker of depth 2, 4 or 6 equals A B. */
    static Evidence factors(CheckedInstance c) {
        RationalMatrix a = c.exact("A", c.dOut(), c.rank());
        RationalMatrix b = c.exact("B", c.rank(), c.dIn());
        RationalMatrix hidden = DeepTweaker.hidden(c);
        RationalMatrix update = hidden.times(c.exact("Theta2", hidden.columns(), c.dIn()));
        require(update.minus(c.exact("Update", c.dOut(), c.dIn())), "f(W0; theta) - Update");
        require(update.minus(a.times(b)), "f(W0; theta) - A B");
        return Evidence.exact();
    }

    /** σ(W0 Θ1) Θ2. */
    private static RationalMatrix update(CheckedInstance c) {
        int h = c.width();
        RationalMatrix hidden = activate(c.activation(), c.exactWeight().times(c.exact("Theta1", c.dIn(), h)));
        return hidden.times(c.exact("Theta2", h, c.dIn()));
    }

    static RationalMatrix activate(Activation activation, RationalMatrix matrix) {
        if (activation instanceof Activation.Relu) {
            return matrix.map(x -> x.signum() > 0 ? x : BigFraction.ZERO);
        }
        if (activation instanceof Activation.LeakyRelu leaky) {
            return matrix.map(x -> x.signum() > 0 ? x : x.multiply(leaky.slope()));
        }
        throw new Rejection("activation " + activation.id() + " has no exact values over the rationals");
    }

    private static void require(RationalMatrix difference, String what) {
        if (!difference.isZero()) {
            double size = Math.sqrt(difference.squaredFrobeniusNorm().doubleValue());
            throw new Rejection("expected " + what + " = 0 exactly, got a matrix of Frobenius norm " + size);
        }
    }
}
