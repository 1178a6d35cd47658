package org.peftcheck.theory.algebra;

/**
 * The reading of a formula as the shape of its value. Shapes agree when they are equal as polynomials, so a check on names holds
 * for all sizes.
 */
public final class ShapeAlgebra implements MatrixAlgebra<ShapeAlgebra.Shaped> {

    /**
     * A part of a formula with its shape.
     *
     * @param label how messages call the part
     * @param shape its shape
     */
    public record Shaped(String label, Shape shape) {}

    @Override
    public Shaped plus(Shaped left, Shaped right) {
        return sameShape("sum", " + ", left, right);
    }

    @Override
    public Shaped minus(Shaped left, Shaped right) {
        return sameShape("difference", " - ", left, right);
    }

    private static Shaped sameShape(String what, String sign, Shaped left, Shaped right) {
        String label = "(" + left.label + sign + right.label + ")";
        if (!left.shape.equals(right.shape)) {
            throw new IllegalArgumentException(
                    what + " " + label + ": expected " + right.label + " of " + left.shape + ", got " + right.shape);
        }
        return new Shaped(label, left.shape);
    }

    @Override
    public Shaped times(Shaped left, Shaped right) {
        String label = left.label + "·" + right.label;
        Polynomial inner = left.shape.columns();
        if (!inner.equals(right.shape.rows())) {
            throw new IllegalArgumentException(
                    "product " + label + ": expected " + right.label + " with " + inner + " rows, got " + right.shape);
        }
        return new Shaped(label, new Shape(left.shape.rows(), right.shape.columns()));
    }

    @Override
    public Shaped scale(Scalar factor, Shaped matrix) {
        return new Shaped(factor + "·" + matrix.label, matrix.shape);
    }

    @Override
    public Shaped activate(Activation activation, Shaped matrix) {
        return new Shaped(activation.id() + "(" + matrix.label + ")", matrix.shape);
    }

    @Override
    public Shaped transpose(Shaped matrix) {
        return new Shaped(matrix.label + "ᵀ", matrix.shape.transposed());
    }

    @Override
    public Shaped scaleRows(Shaped factors, Shaped matrix) {
        String label = "diag(" + factors.label + ")·" + matrix.label;
        Shape column = new Shape(matrix.shape.rows(), Polynomial.ONE);
        if (!factors.shape.equals(column)) {
            throw new IllegalArgumentException("scaled rows " + label + ": expected " + factors.label + " of " + column
                    + ", got " + factors.shape);
        }
        return new Shaped(label, matrix.shape);
    }

    @Override
    public Shaped divide(Shaped dividend, Shaped divisor) {
        return sameShape("quotient", " / ", dividend, divisor);
    }

    @Override
    public Shaped rowNorms(Shaped matrix) {
        return new Shaped("rownorms(" + matrix.label + ")", new Shape(matrix.shape.rows(), Polynomial.ONE));
    }
}
