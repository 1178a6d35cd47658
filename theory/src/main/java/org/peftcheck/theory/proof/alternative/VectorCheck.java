package org.peftcheck.theory.proof.alternative;

import org.peftcheck.theory.exact.RationalMatrix;

/** The conditions on vectors that the witnesses share. */
final class VectorCheck {

    private VectorCheck() {}

    static void column(String what, RationalMatrix vector, int rows) {
        if (vector.rows() != rows || vector.columns() != 1) {
            throw new IllegalArgumentException(
                    what + ": expected " + rows + "x1, got " + vector.rows() + "x" + vector.columns());
        }
    }

    static void positive(String what, RationalMatrix vector) {
        least(what, vector, 1, "a positive entry");
    }

    static void nonNegative(String what, RationalMatrix vector) {
        least(what, vector, 0, "an entry >= 0");
    }

    private static void least(String what, RationalMatrix vector, int sign, String expected) {
        for (int i = 0; i < vector.rows(); i++) {
            if (vector.get(i, 0).signum() < sign) {
                throw new IllegalArgumentException(
                        what + ", row " + i + ": expected " + expected + ", got " + vector.get(i, 0));
            }
        }
    }

    static void notZero(String what, RationalMatrix vector) {
        if (vector.isZero()) {
            throw new IllegalArgumentException(what + ": expected a vector that is not zero, got zero");
        }
    }

    static void zero(String what, RationalMatrix vector) {
        if (!vector.isZero()) {
            throw new IllegalArgumentException(what + ": expected zero, got " + vector);
        }
    }
}
