package org.peftcheck.theory.proof.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;

class CofactorCheckerTest {

    private static final OperatorTheorem THEOREM =
            OperatorIdentities.named("projector-residual-orthogonal").orElseThrow();
    private static final OperatorIdentity IDENTITY = THEOREM.identity();
    private static final List<Cofactor> COFACTORS = THEOREM.proof().cofactors();

    private static void refused(String message, Executable action) {
        assertEquals(
                "identity projector-residual-orthogonal: " + message,
                assertThrows(IllegalArgumentException.class, action).getMessage());
    }

    private static OperatorPolynomial parse(String text) {
        return OperatorSyntax.parse(text, IDENTITY.symbols());
    }

    private static List<Cofactor> with(Cofactor last) {
        List<Cofactor> changed = new ArrayList<>(COFACTORS);
        changed.set(changed.size() - 1, last);
        return changed;
    }

    private static Executable theorem(RationalModel witness, Map<String, Necessity> necessity) {
        return () -> new OperatorTheorem("moore-penrose-projector", THEOREM.proof(), witness, necessity);
    }

    private static RationalModel model(RationalModel from, String letter, RationalMatrix value) {
        Map<String, RationalMatrix> values = new TreeMap<>(from.values());
        values.put(letter, value);
        return new RationalModel(from.sizes(), values);
    }

    @Test
    void theCofactorsExpandToTheGoal() {
        assertEquals(Optional.empty(), CofactorChecker.rejection(IDENTITY, COFACTORS));
        assertEquals(2, COFACTORS.size());
        assertEquals("(-W*) columns-symmetric (1)", COFACTORS.get(1).toString());
    }

    @Test
    void aDroppedCofactorLeavesARest() {
        refused(
                "expected cofactors that expand to the goal, got a difference of W* W X - W* X* W*",
                () -> new OperatorProof(IDENTITY, COFACTORS.subList(0, 1)));
        refused(
                "expected cofactors that expand to the goal, got a difference of W* W X - W*",
                () -> new OperatorProof(IDENTITY, List.of()));
    }

    @Test
    void onlyHypothesesMayBeUsed() {
        refused(
                "cofactor 2: expected one of the hypotheses, got `outer`",
                () -> new OperatorProof(
                        IDENTITY,
                        with(new Cofactor(
                                COFACTORS.get(1).left(),
                                "outer",
                                false,
                                COFACTORS.get(1).right()))));
    }

    @Test
    void shapesAreCheckedWithEveryProduct() {
        refused(
                "cofactor 2: product of `-W` and `-W X + X* W*`: expected a second operand with d_in rows, got d_out×d_out",
                () -> new OperatorProof(
                        IDENTITY,
                        with(new Cofactor(
                                parse("- W"),
                                "columns-symmetric",
                                false,
                                COFACTORS.get(1).right()))));
    }

    @Test
    void anIdentityIsWellFormed() {
        Term.Symbol turned = new Term.Symbol("W", Shape.of(Dimension.D_IN, Dimension.D_OUT));
        refused(
                "expected in goal letters of [W, X] with their shapes, got W of d_in×d_out",
                () -> new OperatorIdentity(
                        IDENTITY.name(),
                        "",
                        IDENTITY.operators(),
                        IDENTITY.hypotheses(),
                        OperatorPolynomial.of(turned)));
        List<NamedOperator> twice = new ArrayList<>(IDENTITY.operators());
        twice.add(new NamedOperator(turned, "another"));
        refused(
                "expected one operator W, got two",
                () -> new OperatorIdentity(IDENTITY.name(), "", twice, IDENTITY.hypotheses(), IDENTITY.goal()));
        List<OperatorHypothesis> named = new ArrayList<>(IDENTITY.hypotheses());
        named.add(new OperatorHypothesis("inner", IDENTITY.goal()));
        refused(
                "expected one hypothesis inner, got two",
                () -> new OperatorIdentity(IDENTITY.name(), "", IDENTITY.operators(), named, IDENTITY.goal()));
        assertThrows(IllegalArgumentException.class, () -> new OperatorHypothesis("Inner", IDENTITY.goal()));
        assertThrows(
                IllegalArgumentException.class, () -> new NamedOperator(new Term.Symbol("W X", turned.shape()), ""));
    }

    @Test
    void theWitnessIsAModelWithoutZeros() {
        RationalMatrix zero = RationalMatrix.zero(2, 3);
        refused(
                "witness: expected X not zero, got zero",
                theorem(model(THEOREM.witness(), "X", zero), THEOREM.necessity()));
        refused(
                "witness: expected hypothesis inner to vanish, got [-9, 12; 12, -16; 0, 0]",
                theorem(
                        model(THEOREM.witness(), "X", RationalMatrix.ofIntegers(new long[][] {{0, 0, 1}, {0, 0, 0}})),
                        THEOREM.necessity()));
        refused(
                "witness: model: expected X of d_in×d_out = 2×3, got 1×3",
                theorem(model(THEOREM.witness(), "X", RationalMatrix.zero(1, 3)), THEOREM.necessity()));
        refused(
                "witness: model: expected a matrix for W, got none",
                theorem(new RationalModel(THEOREM.witness().sizes(), Map.of()), THEOREM.necessity()));
        assertThrows(IllegalArgumentException.class, () -> new RationalModel(Map.of(Dimension.D_IN, 0), Map.of()));
    }

    @Test
    void everyHypothesisHasItsCounterexample() {
        Map<String, Necessity> fewer = new LinkedHashMap<>(THEOREM.necessity());
        Necessity inner = fewer.remove("inner");
        refused(
                "necessity: expected an entry for each of [columns-symmetric, inner], got [columns-symmetric]",
                theorem(THEOREM.witness(), fewer));
        fewer.put("inner", new Necessity.Needed(THEOREM.witness()));
        refused(
                "counterexample without inner: expected a goal that does not vanish, got zero",
                theorem(THEOREM.witness(), fewer));
        RationalModel broken = model(
                ((Necessity.Needed) inner).counterexample(),
                "X",
                THEOREM.witness()
                        .value(IDENTITY.symbols().get("X"))
                        .plus(RationalMatrix.of(2, 3, (i, j) -> BigFraction.ONE)));
        fewer.put("inner", new Necessity.Needed(broken));
        assertThrows(IllegalArgumentException.class, theorem(THEOREM.witness(), fewer));
        fewer.put("inner", new Necessity.Unknown("nobody looked"));
        assertEquals(
                new Necessity.Unknown("nobody looked"),
                new OperatorTheorem("moore-penrose-projector", THEOREM.proof(), THEOREM.witness(), fewer)
                        .necessity()
                        .get("inner"));
        assertThrows(IllegalArgumentException.class, () -> new Necessity.Unknown(" "));
    }
}
