package org.peftcheck.theory.peanut2025;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.SymbolicAdapter;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.algebra.CostAlgebra;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.count.StepCost;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** What a merged weight costs at inference (PEANuT, Section 4, last sentence), in exact arithmetic. */
final class CostAfterMerge {

    private static final Shape WEIGHT = new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.of(Dimension.D_IN));

    private CostAfterMerge() {}

    /** The adapted weight has the shape of W0, and a vector passes it for as many operations as W0. */
    static Verdict sameAsBefore() {
        List<Proof.Implication> steps = new ArrayList<>();
        adapters().forEach(adapter -> steps.addAll(steps(adapter)));
        return new Verdict.Proved(new Proof.PolynomialArgument(
                "W' = W0 + f(W0) does not see the input and has the shape of W0; formed once, W' x takes exactly the operations of "
                        + "W0 x, and (W0 + f(W0)) x is what is computed before the merge.",
                steps));
    }

    private static Stream<WeightAdapter> adapters() {
        AdapterRegistry methods = AdapterRegistry.standard();
        Stream<WeightAdapter> peanut = Stream.of(Orientation.values())
                .flatMap(orientation -> Stream.of(2, 4, 6)
                        .map(depth -> AdapterOptions.DEFAULT.with(orientation).withDepth(depth)))
                .map(methods.method("peanut")::configure);
        return Stream.concat(Stream.of(methods.method("lora").configure(AdapterOptions.DEFAULT)), peanut);
    }

    /** That rows, columns and operations per vector differ by nothing; a difference is refused by the implication. */
    static List<Proof.Implication> steps(WeightAdapter adapter) {
        Shape merged = SymbolicAdapter.of(adapter).weightShape();
        return List.of(
                Proof.Implication.vanishes(merged.rows().minus(WEIGHT.rows())),
                Proof.Implication.vanishes(merged.columns().minus(WEIGHT.columns())),
                sameOperations(StepCost.materialised(adapter)));
    }

    /** That a vector takes the operations of W0 x and no more. */
    static Proof.Implication sameOperations(StepCost cost) {
        return Proof.Implication.vanishes(cost.perVector().flops().minus(plain()));
    }

    /** The operations of W x for a given matrix of the shape of W0. */
    private static Polynomial plain() {
        CostAlgebra algebra = new CostAlgebra();
        Shape vector = new Shape(WEIGHT.columns(), Polynomial.ONE);
        return algebra.times(algebra.given(new Term.Symbol("W", WEIGHT)), algebra.given(new Term.Symbol("x", vector)))
                .cost(term -> true)
                .flops();
    }
}
