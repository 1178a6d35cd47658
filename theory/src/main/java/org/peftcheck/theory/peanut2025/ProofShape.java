package org.peftcheck.theory.peanut2025;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.ShapeAlgebra;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Verdict;

/** The proof of Proposition 3.2 takes Θ2 in R^{r×d_out} in one place (PEANuT, Appendix B.1); the shapes then do not fit. */
final class ProofShape {

    private ProofShape() {}

    static Verdict printed() {
        Map<Dimension, BigInteger> point = Map.of(
                Dimension.D_OUT, BigInteger.valueOf(3),
                Dimension.D_IN, BigInteger.TWO,
                Dimension.RANK, BigInteger.ONE);
        Shape weight = Shape.of(Dimension.D_OUT, Dimension.D_IN);
        BigInteger columns =
                update(Shape.of(Dimension.RANK, Dimension.D_OUT)).columns().evaluate(point);
        BigInteger needed = weight.columns().evaluate(point);
        boolean typed = update(Shape.of(Dimension.RANK, Dimension.D_IN)).equals(weight);
        return new Verdict.Refuted(new Counterexample(
                "prop-3.2-proof-shape",
                "d_out = 3, d_in = 2, r = 1: with Theta2 r×d_out the update has 3 columns and W0 has 2",
                "\\text{columns of }\\sigma(W_0\\Theta_1)\\Theta_2\\le\\text{columns of }W_0",
                Enclosure.exactly(new BigFraction(columns)),
                Enclosure.exactly(new BigFraction(needed)),
                List.of(new DecidedHypothesis("r×d_in has the right shape", Decision.of(typed)))));
    }

    /** The shape of σ(W0 Θ1) Θ2 for Θ2 of the given shape. */
    private static Shape update(Shape theta2) {
        ShapeAlgebra algebra = new ShapeAlgebra();
        ShapeAlgebra.Shaped w0 = new ShapeAlgebra.Shaped("W0", Shape.of(Dimension.D_OUT, Dimension.D_IN));
        ShapeAlgebra.Shaped theta1 = new ShapeAlgebra.Shaped("Theta1", Shape.of(Dimension.D_IN, Dimension.RANK));
        ShapeAlgebra.Shaped hidden = algebra.activate(Activation.RELU, algebra.times(w0, theta1));
        return algebra.times(hidden, new ShapeAlgebra.Shaped("Theta2", theta2)).shape();
    }
}
