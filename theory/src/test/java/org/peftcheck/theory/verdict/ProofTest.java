package org.peftcheck.theory.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.proof.operator.OperatorIdentities;
import org.peftcheck.theory.proof.operator.OperatorTheorem;

class ProofTest {

    private static final Polynomial D1 = Polynomial.of(Dimension.D_OUT);
    private static final Polynomial D2 = Polynomial.of(Dimension.D_IN);
    private static final Polynomial R = Polynomial.of(Dimension.RANK);
    private static final Polynomial NIL = Polynomial.ZERO;
    private static final Polynomial EXCESS = D1.minus(D2.times(3));
    private static final Polynomial SAVING =
            R.times(D1.plus(D2)).minus(R.times(D2).times(4));

    private static void refused(String start, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertEquals(start, message.substring(0, Math.min(start.length(), message.length())), message);
    }

    private static Proof.Implication implication(
            Polynomial premise, Polynomial multiplier, Polynomial slack, Polynomial conclusion, boolean strict) {
        return new Proof.Implication(List.of(premise), List.of(multiplier), slack, conclusion, strict);
    }

    @Test
    void theBreakEvenStands() {
        assertEquals(SAVING, implication(EXCESS, R, NIL, SAVING, true).conclusion());
        assertEquals(
                D1.minus(D2),
                implication(EXCESS, Polynomial.ONE, D2.times(2), D1.minus(D2), true)
                        .conclusion());
    }

    @Test
    void aFactorOfTwoIsNoticed() {
        refused("implication: expected the conclusion", () -> implication(EXCESS, R.times(2), NIL, SAVING, true));
        refused("implication: expected the conclusion", () -> implication(D1.minus(D2.times(2)), R, NIL, SAVING, true));
    }

    @Test
    void aWrongSignIsNoticed() {
        refused(
                "implication: expected no negative coefficient",
                () -> implication(EXCESS.times(-1), R.times(-1), NIL, SAVING, true));
        refused(
                "implication: expected no negative coefficient",
                () -> implication(D1, Polynomial.ONE, D2.times(-3), EXCESS, true));
        refused("implication: expected the conclusion", () -> implication(EXCESS, R, NIL, SAVING.times(-1), true));
    }

    @Test
    void anExchangeOfTheSidesIsNoticed() {
        refused("implication: expected the conclusion", () -> implication(D2.minus(D1.times(3)), R, NIL, SAVING, true));
        refused(
                "implication: expected the conclusion",
                () -> implication(EXCESS, Polynomial.ONE, D1.times(2), D1.minus(D2), true));
    }

    @Test
    void strictnessNeedsSomethingPositive() {
        refused(
                "implication: expected a positive multiplier or slack, got zeros only",
                () -> implication(EXCESS, NIL, NIL, NIL, true));
        assertEquals(NIL, implication(EXCESS, NIL, NIL, NIL, false).conclusion());
    }

    @Test
    void everyPremiseHasAMultiplier() {
        refused(
                "implication: expected 2 multipliers, got 1",
                () -> new Proof.Implication(List.of(D1, D2), List.of(R), NIL, D1, false));
    }

    @Test
    void onlyZeroVanishes() {
        assertEquals(NIL, Proof.Implication.vanishes(D1.minus(D1)).conclusion());
        refused("implication: expected the conclusion", () -> Proof.Implication.vanishes(D1.minus(D2)));
        refused("implication: expected the conclusion", () -> Proof.Implication.vanishes(Polynomial.ONE));
    }

    @Test
    void anArgumentHasSteps() {
        refused(
                "polynomial argument: expected at least one step, got none",
                () -> new Proof.PolynomialArgument("nothing", List.of()));
        assertEquals(
                "polynomial identity",
                new Proof.PolynomialArgument("zero", List.of(Proof.Implication.vanishes(NIL))).kind());
    }

    @Test
    void aRecomputationAgreesInEveryFigure() {
        assertEquals("exact recomputation", new Proof.Recomputation("table-1-averages").kind());
        refused(
                "recomputation of table-5-averages: expected 83.31 at Table 5, Nonlinear LoRA, AVG, got 83.61",
                () -> new Proof.Recomputation("table-5-averages"));
        refused("claim `table-9-averages`: no audit of tables", () -> new Proof.Recomputation("table-9-averages"));
    }

    @Test
    void operatorIdentitiesAreThere() {
        List<OperatorTheorem> unique = OperatorIdentities.of("moore-penrose-unique");
        assertEquals("operator identity", new Proof.OperatorIdentities("cofactors", unique).kind());
        refused(
                "operator identities: expected at least one identity, got none",
                () -> new Proof.OperatorIdentities("none", OperatorIdentities.of("no-claim")));
    }
}
