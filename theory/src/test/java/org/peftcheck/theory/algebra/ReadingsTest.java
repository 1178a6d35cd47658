package org.peftcheck.theory.algebra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.peftcheck.theory.algebra.ShapeAlgebra.Shaped;

class ReadingsTest {

    private static final Term.Symbol A = new Term.Symbol("A", Shape.of(Dimension.D_OUT, Dimension.RANK));
    private static final Term.Symbol B = new Term.Symbol("B", Shape.of(Dimension.RANK, Dimension.D_IN));
    private static final TermAlgebra TERMS = new TermAlgebra();

    private static Shaped shaped(Term term) {
        return term.read(new ShapeAlgebra(), s -> new Shaped(s.name(), s.shape()));
    }

    private static String latex(Term term) {
        LatexAlgebra algebra = new LatexAlgebra();
        return term.read(algebra, s -> algebra.symbol(s.name())).toString();
    }

    @Test
    void shapesOfEveryOperation() {
        Term product = TERMS.times(A, B);
        assertEquals("d_out×d_in", shaped(product).shape().toString());
        assertEquals("d_in×d_out", shaped(TERMS.transpose(product)).shape().toString());
        assertEquals(
                shaped(product).shape(),
                shaped(TERMS.minus(TERMS.activate(Activation.RELU, product), TERMS.scale(new BigFraction(2), product)))
                        .shape());
    }

    @Test
    void misfitsAreRefusedByName() {
        Exception product = assertThrows(IllegalArgumentException.class, () -> shaped(TERMS.times(A, A)));
        assertEquals("product A·A: expected A with r rows, got d_out×r", product.getMessage());
        Exception sum = assertThrows(IllegalArgumentException.class, () -> shaped(TERMS.plus(A, TERMS.transpose(B))));
        assertEquals("sum (A + Bᵀ): expected Bᵀ of d_out×r, got d_in×r", sum.getMessage());
        Exception difference = assertThrows(IllegalArgumentException.class, () -> shaped(TERMS.minus(A, B)));
        assertEquals("difference (A - B): expected B of d_out×r, got r×d_in", difference.getMessage());
    }

    @Test
    void scaledRowsQuotientsAndNormsHaveShapes() {
        Term.Symbol v = new Term.Symbol("v", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.ONE));
        Term scaled = TERMS.scaleRows(TERMS.divide(v, TERMS.rowNorms(A)), A);
        assertEquals("d_out×r", shaped(scaled).shape().toString());
        assertEquals("(diag((v / rownorms(A))) A)", scaled.toString());
        assertEquals(
                "\\operatorname{diag}\\left(v \\oslash \\left\\|A\\right\\|_{\\mathrm{row}}\\right) A", latex(scaled));
        assertEquals(Set.of(v, A), scaled.symbols());
        Exception rows = assertThrows(IllegalArgumentException.class, () -> shaped(TERMS.scaleRows(v, B)));
        assertEquals("scaled rows diag(v)·B: expected v of r×1, got d_out×1", rows.getMessage());
        Exception quotient = assertThrows(IllegalArgumentException.class, () -> shaped(TERMS.divide(v, A)));
        assertEquals("quotient (v / A): expected A of d_out×1, got d_out×r", quotient.getMessage());
    }

    @Test
    void scaledRowsCostAnOperationAnEntryAndNormsTwo() {
        CostAlgebra algebra = new CostAlgebra();
        Term.Symbol v = new Term.Symbol("v", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.ONE));
        Term scaled = TERMS.scaleRows(TERMS.divide(v, TERMS.rowNorms(A)), A);
        Cost cost = scaled.read(algebra, algebra::given).cost(t -> true);
        assertEquals("3*d_out*r + d_out", cost.flops().toString());
        assertEquals("4*d_out*r + 8*d_out", cost.bytes().toString());
        Term.Symbol x = new Term.Symbol("x", new Shape(Polynomial.of(Dimension.D_IN), Polynomial.ONE));
        Term wide = TERMS.scaleRows(v, TERMS.times(A, B));
        assertEquals(
                "(diag(v) (A (B x)))",
                algebra.apply(wide, algebra.given(x)).term().toString());
        Term.Symbol y = new Term.Symbol("y", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.ONE));
        assertEquals(
                "(B' (A' (diag(v) y)))",
                algebra.apply(TERMS.transpose(wide), algebra.given(y)).term().toString());
    }

    @Test
    void shapesPrintSumsInParentheses() {
        Polynomial side = Polynomial.of(Dimension.RANK).plus(Polynomial.ONE);
        assertEquals("(r + 1)×d_in", new Shape(side, Polynomial.of(Dimension.D_IN)).toString());
        Exception e = assertThrows(IllegalArgumentException.class, () -> Shape.of(-1, 2));
        assertEquals("shape: expected sides >= 0, got -1×2", e.getMessage());
        Exception d = assertThrows(IllegalArgumentException.class, () -> Dimensions.of(4, 3, 0));
        assertEquals("dimensions: expected d_out, d_in, r >= 1, got 4, 3, 0", d.getMessage());
    }

    @Test
    void texHasTheParenthesesItNeeds() {
        Term sum = TERMS.plus(A, B);
        assertEquals("\\left(A + B\\right) A", latex(TERMS.times(sum, A)));
        assertEquals("A - \\left(A + B\\right)", latex(TERMS.minus(A, sum)));
        assertEquals("A - B + A", latex(TERMS.plus(TERMS.minus(A, B), A)));
        assertEquals("A^{\\top} B", latex(TERMS.times(TERMS.transpose(A), B)));
        assertEquals("\\left(A B\\right)^{\\top}", latex(TERMS.transpose(TERMS.times(A, B))));
        assertEquals("\\left(A^{\\top}\\right)^{\\top}", latex(TERMS.transpose(TERMS.transpose(A))));
        assertEquals(
                "\\operatorname{relu}\\left(A\\right) B", latex(TERMS.times(TERMS.activate(Activation.RELU, A), B)));
        assertEquals("A \\left(2 \\cdot B\\right)", latex(TERMS.times(A, TERMS.scale(new BigFraction(2), B))));
    }

    @Test
    void scalarsKnowTheirDivisor() {
        Scalar overRank = new Scalar(new BigFraction(16), Polynomial.of(Dimension.RANK));
        assertEquals("\\tfrac{16}{r} A", latex(TERMS.scale(overRank, A)));
        assertEquals("16/(r)", overRank.toString());
        assertEquals(Scalar.of(new BigFraction(2)), new Scalar(new BigFraction(16), Polynomial.constant(8)));
        assertEquals("-\\tfrac{1}{3}", Scalar.of(new BigFraction(-1, 3)).toTex());
        assertTrue(new Scalar(new BigFraction(8), Polynomial.constant(8)).isOne());
        assertFalse(overRank.isOne());
        Exception e = assertThrows(IllegalArgumentException.class, overRank::value);
        assertEquals("scalar 16/(r): expected a number for each dimension, got none for [r]", e.getMessage());
        Exception zero =
                assertThrows(IllegalArgumentException.class, () -> new Scalar(BigFraction.ONE, Polynomial.ZERO));
        assertEquals("scalar: expected a positive divisor, got 0", zero.getMessage());
    }

    @Test
    void termsAreEqualWhenWrittenAlike() {
        assertEquals(TERMS.times(A, B), new Term.Product(A, B));
        assertNotEquals(TERMS.plus(A, B), TERMS.plus(B, A));
        assertEquals(
                Set.of(A, B),
                TERMS.scale(BigFraction.ONE, TERMS.plus(A, TERMS.transpose(B))).symbols());
        assertEquals(
                "(relu((A B))' - (2 * (A + B)))",
                TERMS.minus(
                                TERMS.transpose(TERMS.activate(Activation.RELU, TERMS.times(A, B))),
                                TERMS.scale(new BigFraction(2), TERMS.plus(A, B)))
                        .toString());
    }

    @Test
    void termsTakeNumbersForTheirDimensions() {
        Scalar overRank = new Scalar(new BigFraction(16), Polynomial.of(Dimension.RANK));
        Term product = TERMS.scale(overRank, TERMS.times(A, B));
        Term at = product.at(Dimensions.of(5, 3, 8).values());
        assertEquals("(2 * (A B))", at.toString());
        assertEquals("5×3", shaped(at).shape().toString());
        assertEquals(product, product.at(Dimensions.SYMBOLIC.values()));
    }

    @Test
    void costCountsEqualSubtermsOnce() {
        CostAlgebra algebra = new CostAlgebra();
        Term hidden = TERMS.activate(Activation.RELU, A);
        Cost once = hidden.read(algebra, algebra::given).cost(t -> true);
        Cost residual = TERMS.plus(hidden, hidden).read(algebra, algebra::given).cost(t -> true);
        assertEquals("d_out*r", once.flops().toString());
        assertEquals("2*d_out*r", residual.flops().toString());
        assertEquals("8*d_out*r", residual.bytes().toString());
        Cost product = TERMS.times(A, B).read(algebra, algebra::given).cost(t -> true);
        assertEquals("2*d_in*d_out*r", product.flops().toString());
        assertEquals("4*d_in*d_out", product.bytes().toString());
    }

    @Test
    void applyingNeverFormsALargeProduct() {
        CostAlgebra algebra = new CostAlgebra();
        Term.Symbol x = new Term.Symbol("x", new Shape(Polynomial.of(Dimension.D_OUT), Polynomial.ONE));
        Term update =
                TERMS.transpose(TERMS.scale(new BigFraction(2), TERMS.minus(TERMS.times(A, B), TERMS.times(A, B))));
        CostAlgebra.Costed applied = algebra.apply(update, algebra.given(x));
        assertEquals("(2 * ((B' (A' x)) - (B' (A' x))))", applied.term().toString());
        assertEquals("d_in×1", applied.shape().toString());
    }
}
