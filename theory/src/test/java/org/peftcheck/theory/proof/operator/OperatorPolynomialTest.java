package org.peftcheck.theory.proof.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Scalar;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;

class OperatorPolynomialTest {

    private static final Term.Symbol W = new Term.Symbol("W", Shape.of(Dimension.D_OUT, Dimension.D_IN));
    private static final Term.Symbol X = new Term.Symbol("X", Shape.of(Dimension.D_IN, Dimension.D_OUT));
    private static final Term.Symbol THETA = new Term.Symbol("Theta1", Shape.of(Dimension.D_IN, Dimension.RANK));
    private static final Map<String, Term.Symbol> SYMBOLS = Map.of("W", W, "X", X, "Theta1", THETA);

    private static OperatorPolynomial parse(String text) {
        return OperatorSyntax.parse(text, SYMBOLS);
    }

    private static String refusal(Executable action) {
        return assertThrows(IllegalArgumentException.class, action).getMessage();
    }

    @ParameterizedTest
    @CsvSource({
        "W X W - W, W X W - W",
        "-W X + 1, -W X + 1",
        "- W X + 1/2, -W X + 1/2",
        "2 W X W X - 2 W X, 2 W X W X - 2 W X",
        "W W* - 2/4 W W*, 1/2 W W*",
        "W - W, 0",
        "X* W* - W X, -W X + X* W*"
    })
    void readsAndWrites(String text, String shown) {
        OperatorPolynomial polynomial = parse(text);
        assertEquals(shown, polynomial.toString());
        assertEquals(polynomial, OperatorSyntax.parse(shown, SYMBOLS, polynomial.shape()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "W +", "W + + W", "W ** X", "1/0 W", "1/2", "Q", "W - Q", "W 2", "W*X", "--W", "W +X"})
    void whatIsNoPolynomialIsRefused(String text) {
        assertTrue(refusal(() -> parse(text)).startsWith("polynomial `" + text + "`: expected "), text);
    }

    @Test
    void shapesAreCheckedByName() {
        OperatorPolynomial w = OperatorPolynomial.of(W);
        OperatorPolynomial x = OperatorPolynomial.of(X);
        assertEquals(
                "product of `W` and `W`: expected a second operand with d_in rows, got d_out×d_in",
                refusal(() -> w.times(w)));
        assertEquals(
                "sum of `W` and `X`: expected a second operand of d_out×d_in, got d_in×d_out",
                refusal(() -> w.plus(x)));
        assertEquals(
                "difference of `W` and `X`: expected a second operand of d_out×d_in, got d_in×d_out",
                refusal(() -> w.minus(x)));
        assertEquals(
                "polynomial `W + 1`: expected a square shape for the identity, got d_out×d_in",
                refusal(() -> parse("W + 1")));
        assertEquals(w.shape(), w.times(x).times(w).shape());
        assertEquals(w.shape(), x.plus(w.adjoint()).adjoint().shape());
    }

    @Test
    void lettersDoNotCommute() {
        assertNotEquals(parse("W W* W X"), parse("W X W W*"));
        assertNotEquals(parse("W W*"), parse("X* W*"));
        assertNotEquals(parse("W X"), parse("W X").adjoint());
        assertEquals(parse("X* W*"), parse("W X").adjoint());
        assertEquals(parse("W X - X* W*"), parse("W X - X* W*").adjoint().scale(BigFraction.MINUS_ONE));
    }

    @Test
    void productsDistribute() {
        OperatorPolynomial projector = parse("W X");
        OperatorPolynomial one = OperatorPolynomial.identity(Polynomial.of(Dimension.D_OUT));
        assertEquals(parse("W X W X - 2 W X + 1"), one.minus(projector).times(one.minus(projector)));
        assertTrue(projector.minus(projector).isZero());
        assertTrue(projector.scale(BigFraction.ZERO).isZero());
        assertEquals(Set.of("W", "X"), projector.plus(one).operators());
    }

    @Test
    void formulasReadAsPolynomials() {
        Term projected = new Term.Product(new Term.Product(W, X), new Term.Sum(W, new Term.Transposed(X)));
        assertEquals(parse("W X W + W X X*"), OperatorPolynomial.of(projected));
        assertEquals(
                parse("W X W + W X X*"),
                OperatorPolynomial.of(OperatorPolynomial.of(projected).toTerm()));
        Term half = new Term.Scaled(Scalar.of(new BigFraction(1, 2)), W);
        assertEquals(parse("1/2 W"), OperatorPolynomial.of(half));
        assertEquals(half, parse("1/2 W").toTerm());
        assertEquals(
                "free *-algebra: expected a formula without activations, got relu(W)",
                refusal(() -> OperatorPolynomial.of(new Term.Activated(Activation.RELU, W))));
        assertEquals(
                "formula of `0`: expected at least one term, got none",
                refusal(() -> parse("W - W").toTerm()));
        assertEquals(
                "formula of `W X + 1`: expected a letter in each term, got an identity",
                refusal(() -> parse("W X + 1").toTerm()));
        assertTrue(refusal(() -> OperatorPolynomial.of(
                        new Term.Scaled(new Scalar(BigFraction.ONE, Polynomial.of(Dimension.RANK)), W)))
                .startsWith("scalar 1/(r)"));
    }

    @Test
    void writesTex() {
        assertEquals(
                "\\tfrac{1}{2} W \\Theta_{1} \\Theta_{1}^{\\top} - W",
                parse("1/2 W Theta1 Theta1* - W").toTex());
        assertEquals("-2 W X + I", parse("- 2 W X + 1").toTex());
        assertEquals("W X - 3 I", parse("W X - 3").toTex());
        assertEquals("0", parse("W - W").toTex());
    }
}
