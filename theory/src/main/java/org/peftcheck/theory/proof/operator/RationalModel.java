package org.peftcheck.theory.proof.operator;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.theory.algebra.Shape;
import org.peftcheck.theory.algebra.Term;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * Exact rational matrices for the operators of an identity.
 *
 * @param sizes a size, at least 1, for each dimension
 * @param values a matrix for each operator
 */
public record RationalModel(Map<Dimension, Integer> sizes, Map<String, RationalMatrix> values) {

    /** Checks the sizes. */
    public RationalModel {
        sizes = Collections.unmodifiableMap(new TreeMap<>(sizes));
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        sizes.forEach((dimension, size) -> {
            if (size < 1) {
                throw new IllegalArgumentException(
                        "model: expected a size of at least 1 for " + dimension + ", got " + size);
            }
        });
    }

    /**
     * The matrix of an operator.
     *
     * @param symbol the operator
     * @return its matrix
     * @throws IllegalArgumentException if there is none, or it has not the shape that the sizes give
     */
    public RationalMatrix value(Term.Symbol symbol) {
        RationalMatrix value = values.get(symbol.name());
        if (value == null) {
            throw new IllegalArgumentException("model: expected a matrix for " + symbol.name() + ", got none");
        }
        Shape shape = symbol.shape();
        if (value.rows() != size(shape.rows()) || value.columns() != size(shape.columns())) {
            throw new IllegalArgumentException(
                    "model: expected " + symbol.name() + " of " + shape + " = " + size(shape.rows()) + "×"
                            + size(shape.columns()) + ", got " + value.rows() + "×" + value.columns());
        }
        return value;
    }

    /**
     * The exact value of a polynomial.
     *
     * @param polynomial a polynomial in the operators
     * @return its value
     * @throws IllegalArgumentException if an operator or a dimension has no value
     */
    public RationalMatrix evaluate(OperatorPolynomial polynomial) {
        int rows = size(polynomial.shape().rows());
        RationalMatrix[] sum = {
            RationalMatrix.zero(rows, size(polynomial.shape().columns()))
        };
        polynomial.terms().forEach((word, coefficient) -> {
            RationalMatrix product = RationalMatrix.identity(rows);
            for (Letter letter : word.letters()) {
                RationalMatrix value = value(letter.symbol());
                product = product.times(letter.adjoint() ? value.transpose() : value);
            }
            sum[0] = sum[0].plus(product.scale(coefficient));
        });
        return sum[0];
    }

    private int size(Polynomial side) {
        if (side.dimensions().size() == 1) {
            Dimension alone = side.dimensions().first();
            if (sizes.containsKey(alone) && side.equals(Polynomial.of(alone))) {
                return sizes.get(alone);
            }
        }
        TreeMap<Dimension, BigInteger> point = new TreeMap<>();
        sizes.forEach((dimension, size) -> point.put(dimension, BigInteger.valueOf(size)));
        return side.evaluate(point).intValueExact();
    }
}
