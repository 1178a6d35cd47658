package org.peftcheck.theory.proof.smt;

import java.util.List;
import org.peftcheck.theory.proof.smt.formula.Expression;

/**
 * What rounding to nearest does to an update that is merged (it limits PEANuT, Section 4, last sentence): w is an entry of W0 and a
 * value of the format, v another value, h or more away, and delta the update.
 */
final class MergeObligations {

    private static final String CLAIM = "merge-swallows-update";
    private static final Expression H = Expression.variable("h");
    private static final Expression DELTA = Expression.variable("delta");
    private static final Expression APART = Expression.variable("v").minus(Expression.variable("w"));
    private static final Expression FROM_SUM = APART.minus(DELTA);

    private MergeObligations() {}

    static List<Obligation> all() {
        return List.of(swallowed(), tie());
    }

    private static Obligation swallowed() {
        return Draft.claim(CLAIM, CLAIM)
                .says(
                        "Every other value is farther from w + delta than w is, so that rounding to nearest gives w.",
                        "|v-w|\\ge h,\\ |\\delta|<h/2\\implies|v-(w+\\delta)|>|w-(w+\\delta)|")
                .given("another value", square(H).atMost(square(APART)))
                .given("small update", square(DELTA).times(4).lessThan(square(H)))
                .concludes(square(DELTA).lessThan(square(FROM_SUM)));
    }

    private static Obligation tie() {
        return Draft.variant(CLAIM + "-tie", CLAIM)
                .says(
                        "An update of just h/2 is lost as well, whatever the rule for ties.",
                        "|v-w|\\ge h,\\ |\\delta|\\le h/2\\implies|v-(w+\\delta)|>|w-(w+\\delta)|")
                .given("h is positive", H.greaterThan(0))
                .given("another value", square(H).atMost(square(APART)))
                .given("small update", square(DELTA).times(4).atMost(square(H)))
                .concludes(square(DELTA).lessThan(square(FROM_SUM)));
    }

    private static Expression square(Expression x) {
        return x.times(x);
    }
}
