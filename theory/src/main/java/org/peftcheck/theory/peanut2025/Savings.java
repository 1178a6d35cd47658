package org.peftcheck.theory.peanut2025;

import java.util.List;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** When a tweaker has fewer parameters than LoRA, for all positive integers d_out, d_in, r (PEANuT, Section 3.4). */
final class Savings {

    private static final Polynomial D1 = Polynomial.of(Dimension.D_OUT);
    private static final Polynomial D2 = Polynomial.of(Dimension.D_IN);
    private static final Polynomial R = Polynomial.of(Dimension.RANK);
    private static final Polynomial LORA = R.times(D1.plus(D2));

    private Savings() {}

    /** 4 r d2 &lt; r (d1 + d2) iff d1 &gt; 3 d2. */
    static Verdict widthTwoR() {
        Polynomial saving = LORA.minus(R.times(D2).times(4));
        return equivalence("4 r d2 < r (d1 + d2) iff d1 > 3 d2", saving, R, D1.minus(D2.times(3)));
    }

    /** 2 (r + 1) d2 &lt; r (d1 + d2) iff r d1 &gt; (r + 2) d2. */
    static Verdict widthRPlusOne() {
        Polynomial saving = LORA.minus(R.plus(Polynomial.ONE).times(D2).times(2));
        Polynomial excess = R.times(D1).minus(R.plus(Polynomial.constant(2)).times(D2));
        return equivalence("2 (r+1) d2 < r (d1 + d2) iff r d1 > (r+2) d2", saving, Polynomial.ONE, excess);
    }

    /** 4 r d2 &lt; r (d1 + d2) implies d2 &lt; d1, so rank W0 ≤ d2 &lt; d1 and the invariance is a restriction. */
    static Verdict invarianceRestricts() {
        Polynomial saving = LORA.minus(R.times(D2).times(4));
        Polynomial excess = D1.minus(D2.times(3));
        return new Verdict.Proved(new Proof.PolynomialArgument(
                "A saving means d1 > 3 d2, hence d1 > d2 >= rank W0, so P is not the identity.",
                List.of(
                        implies(excess.times(-1), R, saving.times(-1), false),
                        new Proof.Implication(
                                List.of(excess), List.of(Polynomial.ONE), D2.times(2), D1.minus(D2), true))));
    }

    /** left &gt; 0 iff right &gt; 0, where left = factor · right and the factor is positive. */
    static Verdict equivalence(String statement, Polynomial left, Polynomial factor, Polynomial right) {
        return new Verdict.Proved(new Proof.PolynomialArgument(
                statement + ": the difference of the sides is a positive factor times the other difference.",
                List.of(implies(right, factor, left, true), implies(right.times(-1), factor, left.times(-1), false))));
    }

    private static Proof.Implication implies(
            Polynomial premise, Polynomial multiplier, Polynomial conclusion, boolean strict) {
        return new Proof.Implication(List.of(premise), List.of(multiplier), Polynomial.ZERO, conclusion, strict);
    }
}
