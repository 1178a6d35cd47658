package org.peftcheck.theory.proof.operator;

import java.util.List;
import java.util.Optional;

/**
 * Checks the evidence for an identity: Σ left · hypothesis · right, expanded, is the goal word by word.
 *
 * <p>Where every hypothesis vanishes each summand vanishes, hence the goal does: that is all there is to soundness. The shapes are
 * checked with every product and sum, so that the argument holds for matrices of any sizes.
 */
public final class CofactorChecker {

    private CofactorChecker() {}

    /**
     * Expands the cofactors and compares.
     *
     * @param identity the identity
     * @param cofactors the evidence
     * @return why the evidence does not prove the identity, in one line; nothing if it does
     */
    public static Optional<String> rejection(OperatorIdentity identity, List<Cofactor> cofactors) {
        OperatorPolynomial rest = identity.goal();
        for (int i = 0; i < cofactors.size(); i++) {
            Cofactor cofactor = cofactors.get(i);
            Optional<OperatorHypothesis> hypothesis = identity.hypothesis(cofactor.hypothesis());
            if (hypothesis.isEmpty()) {
                return Optional.of(
                        where(identity, i) + ": expected one of the hypotheses, got `" + cofactor.hypothesis() + "`");
            }
            OperatorPolynomial polynomial = hypothesis.get().polynomial();
            try {
                rest = rest.minus(cofactor.left()
                        .times(cofactor.adjoint() ? polynomial.adjoint() : polynomial)
                        .times(cofactor.right()));
            } catch (IllegalArgumentException shapes) {
                return Optional.of(where(identity, i) + ": " + shapes.getMessage());
            }
        }
        return rest.isZero()
                ? Optional.empty()
                : Optional.of("identity " + identity.name()
                        + ": expected cofactors that expand to the goal, got a difference of " + rest);
    }

    private static String where(OperatorIdentity identity, int index) {
        return "identity " + identity.name() + ": cofactor " + (index + 1);
    }
}
