package org.peftcheck.theory.proposition;

import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.verdict.Decision;

/**
 * What is known of one instance: a weight {@code W0} (d_out×d_in), a target of rank at most {@code r}, a tweaker of width
 * {@code h}. A fact that the arithmetic at hand cannot decide is {@link Decision#UNKNOWN}, never guessed.
 */
public interface InstanceFacts {

    /**
     * Rows of the weight.
     *
     * @return d_out
     */
    int dOut();

    /**
     * Columns of the weight.
     *
     * @return d_in
     */
    int dIn();

    /**
     * The rank r of the LoRA update that is to be matched.
     *
     * @return r
     */
    int rank();

    /**
     * The number h of hidden units of the tweaker.
     *
     * @return h
     */
    int width();

    /**
     * The activation of the tweaker.
     *
     * @return σ
     */
    Activation activation();

    /**
     * Whether the column space of the weight contains a vector with all entries positive.
     *
     * @return the decision
     */
    Decision positiveVector();

    /**
     * Whether the column space meets the non-negative orthant in 0 only, K = {0}.
     *
     * @return the decision
     */
    Decision trivialCone();

    /**
     * Whether the loss takes the same value at W and at P W for every W.
     *
     * @return the decision
     */
    Decision invariantLoss();

    /**
     * Whether some row of the weight has entries that are linearly independent over the rationals.
     *
     * @return the decision
     */
    Decision independentRow();

    /**
     * Whether some column of the weight has entries that are linearly independent over the rationals.
     *
     * @return the decision
     */
    Decision independentColumn();

    /**
     * Whether the rows of the weight are linearly independent over the rationals as vectors, so that no integer vector n ≠ 0 has
     * nᵀW0 = 0.
     *
     * @return the decision
     */
    Decision independentRows();

    /**
     * Whether all entries of the weight together are linearly independent over the rationals.
     *
     * @return the decision
     */
    Decision independentEntries();

    /**
     * Whether the rows of the weight are linearly independent over the reals, so that P is the identity.
     *
     * @return the decision
     */
    Decision fullRowRank();

    /**
     * Whether no entry of the left factor A of the target is negative.
     *
     * @return the decision
     */
    Decision nonNegativeTarget();

    /**
     * Whether no entry of A exceeds 1 in size. Where the statement is about the product AB only, A may be scaled, so that it holds.
     *
     * @return the decision
     */
    Decision boundedTarget();
}
