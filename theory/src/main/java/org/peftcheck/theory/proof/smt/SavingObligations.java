package org.peftcheck.theory.proof.smt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Slot;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.smt.formula.Expression;
import org.peftcheck.theory.proof.smt.formula.Formula;
import org.peftcheck.theory.proof.smt.formula.Sort;

/**
 * When a tweaker has fewer parameters than LoRA (PEANuT, Section 3.4). The counts are those of the adapters; the variables are
 * {@code d_out} (d1), {@code d_in} (d2) and {@code r}, over the positive integers and over the positive reals.
 */
final class SavingObligations {

    private static final Polynomial RANK = Polynomial.of(Dimension.RANK);
    private static final Expression R = Expression.of(RANK);
    private static final Expression D1 = Expression.of(Polynomial.of(Dimension.D_OUT));
    private static final Expression D2 = Expression.of(Polynomial.of(Dimension.D_IN));
    private static final Expression LORA = count("lora", AdapterOptions.DEFAULT, RANK);
    private static final Expression WIDTH_2R = count("peanut", AdapterOptions.DEFAULT, RANK.times(2));

    private SavingObligations() {}

    static List<Obligation> all() {
        return Stream.of(
                        Stream.of(Sort.INTEGER, Sort.REAL).flatMap(SavingObligations::breakEvens),
                        Stream.of(
                                boundary(),
                                closedVariant(),
                                invarianceRestricts(),
                                downProjection(),
                                downProjectionCosts(),
                                sameCount()))
                .flatMap(all -> all)
                .toList();
    }

    /** The trainable parameters of a method with the given number of hidden units, as its adapter counts them. */
    private static Expression count(String method, AdapterOptions options, Polynomial width) {
        Polynomial entries = AdapterRegistry.standard().method(method).configure(options).slots().stream()
                .filter(Slot::isTrainable)
                .map(Slot::entries)
                .reduce(Polynomial.ZERO, Polynomial::plus);
        return Expression.of(entries.substitute(Map.of(Dimension.RANK, width)));
    }

    private static Stream<Obligation> breakEvens(Sort sort) {
        Expression rPlusOne = count("peanut", AdapterOptions.DEFAULT, RANK.plus(Polynomial.ONE));
        Expression widthR = count("peanut", AdapterOptions.DEFAULT, RANK);
        Expression transposed = count("peanut", AdapterOptions.DEFAULT.with(Orientation.TRANSPOSED), RANK.times(2));
        return Stream.of(
                breakEven(sort, "saving-break-even", "2r hidden units", "4rd_2<r(d_1+d_2)\\iff d_1>3d_2")
                        .concludes(WIDTH_2R.lessThan(LORA).iff(D2.times(3).lessThan(D1))),
                breakEven(sort, "saving-r-plus-1", "r + 1 hidden units", "2(r+1)d_2<r(d_1+d_2)\\iff rd_1>(r+2)d_2")
                        .concludes(rPlusOne.lessThan(LORA)
                                .iff(R.plus(Expression.of(2)).times(D2).lessThan(R.times(D1)))),
                breakEven(sort, "saving-width-r", "r hidden units", "2rd_2<r(d_1+d_2)\\iff d_1>d_2")
                        .concludes(widthR.lessThan(LORA).iff(D2.lessThan(D1))),
                breakEven(
                                sort,
                                "saving-transposed",
                                "2r hidden units in the transposed orientation",
                                "4rd_1<r(d_1+d_2)\\iff d_2>3d_1")
                        .concludes(transposed.lessThan(LORA).iff(D1.times(3).lessThan(D2))),
                breakEven(
                                sort,
                                "saving-frozen-direction",
                                "r + 1 hidden units, the positive direction frozen and its output weights trained,",
                                "2rd_2+r<r(d_1+d_2)\\iff d_1>d_2+1")
                        .concludes(widthR.plus(R)
                                .lessThan(LORA)
                                .iff(D2.plus(Expression.of(1)).lessThan(D1))));
    }

    private static Draft breakEven(Sort sort, String claim, String what, String tex) {
        String suffix = sort == Sort.INTEGER ? "integers" : "reals";
        return Draft.claim(claim + "-" + suffix, claim)
                .says("With " + what + " there are fewer parameters than LoRA has, exactly then; " + suffix + ".", tex)
                .over(sort)
                .given("r is positive", positive(sort, R))
                .given("d_out and d_in are positive", positive(sort, D1), positive(sort, D2));
    }

    private static Formula positive(Sort sort, Expression x) {
        return sort == Sort.INTEGER ? x.atLeast(1) : x.greaterThan(0);
    }

    private static Obligation boundary() {
        return Draft.step("saving-break-even-boundary", "saving-break-even")
                .says("At d1 = 3 d2 both have the same number of parameters.", "d_1=3d_2\\implies4rd_2=r(d_1+d_2)")
                .over(Sort.INTEGER)
                .given("d1 = 3 d2", D1.equalTo(D2.times(3)))
                .concludes(WIDTH_2R.equalTo(LORA));
    }

    private static Obligation closedVariant() {
        return Draft.variant("saving-break-even-closed", "saving-break-even")
                .says("At most as many parameters exactly when d1 > 3 d2.", "4rd_2\\le r(d_1+d_2)\\iff d_1>3d_2")
                .over(Sort.INTEGER)
                .given("r is positive", R.atLeast(1))
                .given("d_out and d_in are positive", D1.atLeast(1), D2.atLeast(1))
                .concludes(WIDTH_2R.atMost(LORA).iff(D2.times(3).lessThan(D1)));
    }

    private static Obligation invarianceRestricts() {
        return Draft.claim("invariance-vacuous", "invariance-vacuous")
                .says(
                        "Where 2r units save parameters, d2 < d1, so rank W0 <= d2 < d1.",
                        "4rd_2<r(d_1+d_2)\\implies d_2<d_1")
                .over(Sort.INTEGER)
                .given("r is positive", R.atLeast(1))
                .given("d_in is positive", D2.atLeast(1))
                .given("fewer parameters", WIDTH_2R.lessThan(LORA))
                .concludes(D2.lessThan(D1));
    }

    private static Obligation downProjection() {
        return Draft.step("saving-down-projection", "saving-down-projection")
                .says("A down projection of ratio 4, d2 = 4 d1, has d2 < d1.", "d_2=4d_1\\implies d_2<d_1")
                .over(Sort.INTEGER)
                .given("d_out is positive", D1.atLeast(1))
                .given("d_in = 4 d_out", D2.equalTo(D1.times(4)))
                .isRefuted()
                .concludes(D2.lessThan(D1));
    }

    private static Obligation downProjectionCosts() {
        return Draft.step("saving-down-projection-costs", "saving-down-projection")
                .says(
                        "On a down projection of ratio 4 the 2r units have more than three times LoRA's parameters.",
                        "d_2=4d_1\\implies4rd_2>3r(d_1+d_2)")
                .over(Sort.INTEGER)
                .given("r is positive", R.atLeast(1))
                .given("d_out is positive", D1.atLeast(1))
                .given("d_in = 4 d_out", D2.equalTo(D1.times(4)))
                .concludes(LORA.times(3).lessThan(WIDTH_2R));
    }

    private static Obligation sameCount() {
        return Draft.step("same-parameter-count-one-layer", "same-parameter-count")
                .says("LoRA and PEANuT of the same r have the same count on every layer.", "2rd_2=r(d_1+d_2)")
                .over(Sort.INTEGER)
                .given("r is positive", R.atLeast(1))
                .given("d_out and d_in are positive", D1.atLeast(1), D2.atLeast(1))
                .isRefuted()
                .concludes(count("peanut", AdapterOptions.DEFAULT, RANK).equalTo(LORA));
    }
}
