package org.peftcheck.theory.proof.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.peftcheck.theory.proof.identity.Expression.Identity;
import org.peftcheck.theory.proof.identity.Expression.Multiple;
import org.peftcheck.theory.proof.identity.Expression.Variable;

/** The identities hold at all sizes that are tried, and no planted mistake passes. */
class IdentityProperties {

    private static final String SEED = "27182818";
    private static final int TALL = 5;
    private static final int NARROW = 3;
    private static final int RANK = 2;
    private static final int SAMPLES = 4;

    private static final Expression W = new Variable("W", TALL, NARROW);
    private static final Expression A = new Variable("A", TALL, RANK);
    private static final Expression B = new Variable("B", RANK, NARROW);
    private static final Expression T = new Variable("T", TALL, NARROW);
    private static final Expression X = new Variable("X", NARROW, SAMPLES);
    private static final Expression Y = new Variable("Y", TALL, SAMPLES);
    private static final Expression PLUS = W.t().times(W).inverse().times(W.t());
    private static final Expression P = W.times(PLUS);
    private static final Expression AB = A.times(B);
    private static final Expression PAB = P.times(A).times(B);
    private static final Expression THETA = new Variable("theta", NARROW, 1);
    private static final Expression SHIFT = new Variable("t", RANK, 1);
    private static final Map<String, RationalIdentity> MISTAKES = mistakes();

    private static Map<String, RationalIdentity> mistakes() {
        Map<String, RationalIdentity> all = new LinkedHashMap<>();
        plant(all, "W' for W+ in the first axiom", W.times(W.t()).times(W), W);
        plant(all, "W' for W+ in the second axiom", W.t().times(W).times(W.t()), W.t());
        plant(all, "a factor 2 in the projector", twice(P).times(P), P);
        plant(
                all,
                "the projector without its inverse",
                W.times(W.t()),
                W.times(W.t()).times(P.plus(P)));
        plant(all, "P = I", P, new Identity(TALL));
        plant(all, "a sign of the projected update", P.times(W.plus(AB)), W.minus(PAB));
        plant(all, "a factor 2 of the update", W.times(PLUS.times(A)).times(B), twice(PAB));
        plant(all, "W' for W+ in the update", W.times(W.t().times(A)).times(B), PAB);
        plant(all, "A B for P A B", W.times(PLUS.times(A)).times(B), AB);
        Expression lifted = W.times(PLUS.times(A).plus(THETA.times(SHIFT.t()))).times(B);
        Expression back = W.times(THETA).times(SHIFT.t().times(B));
        plant(all, "the last row of the block with the wrong sign", lifted.plus(back), PAB);
        plant(all, "the last row of the block left out", lifted, PAB);
        Expression m = new Variable("M", SAMPLES, TALL);
        plant(all, "a loss that is not invariant", loss(m, PAB), loss(m, AB));
        Expression n = new Variable("N", SAMPLES, NARROW).times(W.t());
        plant(all, "an invariant loss, a factor 2 in the update", loss(n, PAB), loss(n, twice(AB)));
        plantGaps(all);
        plantTransposed(all);
        return all;
    }

    private static void plantGaps(Map<String, RationalIdentity> all) {
        Expression z = B.times(X);
        Expression rest = Y.minus(W.times(X));
        Expression best = rest.times(z.t()).times(z.times(z.t()).inverse()).times(z);
        Expression lost = new Identity(TALL).minus(P).times(best).squaredNorm();
        plant(all, "a gap with the sides exchanged", gap(rest, best, P.times(best)), minus(lost));
        plant(all, "a gap with a factor 2", gap(rest, best, P.times(best)), twice(lost));
        plant(
                all,
                "a gap with P for I - P",
                gap(rest, best, P.times(best)),
                P.times(best).squaredNorm());
        Expression any = A.times(z);
        Expression lostOfAny = new Identity(TALL).minus(P).times(any).squaredNorm();
        plant(all, "a gap at any A", gap(rest, any, P.times(any)), lostOfAny);
    }

    private static void plantTransposed(Map<String, RationalIdentity> all) {
        Expression wide = new Variable("V", NARROW, TALL);
        Expression row = wide.t().times(wide.times(wide.t()).inverse()).times(wide);
        Expression update = new Variable("C", NARROW, RANK).times(new Variable("D", RANK, TALL));
        Expression inputs = new Variable("E", TALL, SAMPLES);
        plant(all, "any update for one on the row space", update.times(row), update);
        plant(
                all,
                "inputs outside the row space",
                update.times(row).plus(wide).times(inputs).squaredNorm(),
                update.plus(wide).times(inputs).squaredNorm());
    }

    private static Expression gap(Expression rest, Expression best, Expression projected) {
        return projected.minus(rest).squaredNorm().minus(best.minus(rest).squaredNorm());
    }

    private static Expression loss(Expression m, Expression update) {
        return m.times(W.plus(update).minus(T)).squaredNorm();
    }

    private static Expression twice(Expression of) {
        return new Multiple(2, of);
    }

    private static Expression minus(Expression of) {
        return new Multiple(-1, of);
    }

    private static void plant(Map<String, RationalIdentity> all, String mistake, Expression left, Expression right) {
        all.put(mistake, new RationalIdentity(mistake, "prop-3.2-first", mistake, left, right));
    }

    @Property(tries = 20, seed = SEED)
    void noPlantedMistakePasses(@ForAll long seed) {
        assertEquals(19, MISTAKES.size());
        MISTAKES.forEach((what, mistake) -> {
            RefutedIdentity refuted = assertInstanceOf(RefutedIdentity.class, IdentityTest.run(mistake, 1, seed), what);
            assertFalse(refuted.difference().isZero(), what);
        });
    }

    @Property(tries = 60, seed = SEED)
    void theIdentitiesHoldAtAllSizes(
            @ForAll @IntRange(min = 1, max = 4) int narrow,
            @ForAll @IntRange(min = 0, max = 4) int more,
            @ForAll @IntRange(min = 1, max = 4) int rank,
            @ForAll long seed) {
        WidthIdentities identities = new WidthIdentities(narrow + more, narrow, Math.min(rank, narrow), 5);
        for (RationalIdentity identity : identities.all()) {
            ProbableIdentity holds = assertInstanceOf(ProbableIdentity.class, IdentityTest.run(identity, 1, seed));
            assertTrue(holds.errorBound().doubleValue() < 1e-13, identity.name());
        }
    }

    @Property(tries = 20, seed = SEED)
    void withoutFullColumnRankNothingIsShown(@ForAll long seed) {
        Expression deficient = new Variable("C", TALL, 2).times(new Variable("D", 2, NARROW));
        Expression plus = deficient.t().times(deficient).inverse().times(deficient.t());
        Expression left = deficient.times(plus).times(deficient);
        RationalIdentity identity = new RationalIdentity("deficient", "prop-3.2-first", "", left, deficient);
        assertThrows(IllegalArgumentException.class, () -> IdentityTest.run(identity, 1, seed));
        Expression wrongSide = W.t().times(W.times(W.t()).inverse());
        RationalIdentity tall = new RationalIdentity("tall", "prop-3.2-first", "", wrongSide, wrongSide);
        assertThrows(IllegalArgumentException.class, () -> IdentityTest.run(tall, 1, seed));
    }
}
