package org.peftcheck.theory.peanut2025;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.count.StepCost;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** What an update costs for each input vector (PEANuT, Section 4), read off the formulas of the methods. */
final class CostPerVector {

    private static final Polynomial RANK_TIMES_SIDES =
            Polynomial.of(Dimension.RANK).times(Polynomial.of(Dimension.D_OUT).plus(Polynomial.of(Dimension.D_IN)));

    private CostPerVector() {}

    private static Polynomial flops(String method) {
        return StepCost.factoredUpdate(AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT))
                .perVector()
                .flops();
    }

    /** LoRA: at most 4 r (d1 + d2) operations. */
    static Verdict lora() {
        return new Verdict.Proved(new Proof.PolynomialArgument(
                "The operations of the scaled A (B x) are at most 4 r (d1 + d2), since r >= 1.",
                List.of(atMostFourTimes(flops("lora")))));
    }

    /** PEANuT at depth 2 with W0 Θ1 formed once a step: the same order as LoRA, below d1 d2 r. */
    static Verdict peanut() {
        Map<Dimension, BigInteger> point = Map.of(
                Dimension.D_OUT, BigInteger.valueOf(768),
                Dimension.D_IN, BigInteger.valueOf(768),
                Dimension.RANK, BigInteger.valueOf(8));
        BigInteger product = point.values().stream().reduce(BigInteger.ONE, BigInteger::multiply);
        return new Verdict.Refuted(new Counterexample(
                "cost-peanut-per-vector",
                "d_out = d_in = 768, r = 8: sigma(W0 Theta1) is formed once a step, and a vector then passes both factors",
                "d_1d_2r\\le\\text{operations per input vector}",
                Enclosure.exactly(new BigFraction(product)),
                Enclosure.exactly(new BigFraction(flops("peanut").evaluate(point))),
                List.of()));
    }

    static Proof.Implication atMostFourTimes(Polynomial flops) {
        Polynomial rest = RANK_TIMES_SIDES.times(4).minus(flops);
        Polynomial dOut = Polynomial.of(Dimension.D_OUT);
        Polynomial rankLessOne = Polynomial.of(Dimension.RANK).minus(Polynomial.ONE);
        return new Proof.Implication(
                List.of(rankLessOne), List.of(dOut), rest.minus(dOut.times(rankLessOne)), rest, false);
    }
}
