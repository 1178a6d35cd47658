package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** x = relu(x) − relu(−x) for every real x (PEANuT, Appendix B.1), by the two cases in which ReLU is linear. */
final class ReluIdentity {

    private ReluIdentity() {}

    static Verdict identity() {
        Polynomial u = Polynomial.of(new Dimension("u", "u"));
        return new Verdict.Proved(new Proof.PolynomialArgument(
                "For x = u >= 0 relu(x) = u and relu(-x) = 0; for x = -u <= 0 relu(x) = 0 and relu(-x) = u. In both cases "
                        + "relu(x) - relu(-x) - x vanishes identically.",
                List.of(
                        Proof.Implication.vanishes(defect(u, Polynomial.ZERO, u)),
                        Proof.Implication.vanishes(defect(Polynomial.ZERO, u, u.times(-1))))));
    }

    /** relu(x) − relu(−x) − x. */
    static Polynomial defect(Polynomial reluOfX, Polynomial reluOfMinusX, Polynomial x) {
        return reluOfX.minus(reluOfMinusX).minus(x);
    }
}
