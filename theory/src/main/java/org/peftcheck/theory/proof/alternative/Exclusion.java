package org.peftcheck.theory.proof.alternative;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The two sides of an alternative exclude each other, for all real matrices W of one size: yᵀ(Wθ) = (Wᵀy)ᵀθ, and the sides ask for
 * contradicting signs of this number.
 *
 * <p>The identity is linear in y, in W and in θ, so that it holds once it holds for unit vectors and unit matrices, which the
 * constructor multiplies out. The signs are computed entry by entry from what the sides say.
 *
 * @param theorem the name of the alternative
 * @param rows the number of rows of W
 * @param columns the number of columns of W
 * @param cases the cases, which together cover what the sides allow
 */
public record Exclusion(String theorem, int rows, int columns, List<Case> cases) {

    /**
     * One case.
     *
     * @param y what is known of y
     * @param image what is known of Wθ
     * @param number what is known of yᵀ(Wθ) as a whole
     * @param annihilated what is known of Wᵀy
     * @param theta what is known of θ
     */
    public record Case(List<Sign> y, List<Sign> image, Sign number, List<Sign> annihilated, List<Sign> theta) {
        /** Copies the lists. */
        public Case {
            y = List.copyOf(y);
            image = List.copyOf(image);
            annihilated = List.copyOf(annihilated);
            theta = List.copyOf(theta);
        }

        /** Whether what is known of the number contradicts itself. */
        boolean contradictory() {
            Sign right = Sign.dot(annihilated, theta);
            return Sign.dot(y, image).contradicts(right) || number.contradicts(right);
        }
    }

    /** Checks the identity at this size, and that every case is contradictory. */
    public Exclusion {
        cases = List.copyOf(cases);
        if (rows < 1 || columns < 1 || cases.isEmpty()) {
            throw new IllegalArgumentException(theorem + ": expected at least a 1x1 matrix and one case, got " + rows
                    + "x" + columns + " and " + cases.size());
        }
        requireAdjoint(rows, columns);
        for (Case one : cases) {
            if (one.y().size() != rows || one.theta().size() != columns) {
                throw new IllegalArgumentException(theorem + ": expected " + rows + " signs of y and " + columns
                        + " of theta, got " + one.y().size() + " and "
                        + one.theta().size());
            }
            if (!one.contradictory()) {
                throw new IllegalArgumentException(theorem + ": expected contradicting signs, got y " + one.y()
                        + ", W theta " + one.image() + ", W'y " + one.annihilated() + ", theta " + one.theta());
            }
        }
    }

    private static void requireAdjoint(int rows, int columns) {
        for (int cell = 0; cell < rows * columns; cell++) {
            RationalMatrix w = unit(rows, columns, cell / columns, cell % columns);
            for (int i = 0; i < rows; i++) {
                RationalMatrix y = unit(rows, 1, i, 0);
                for (int j = 0; j < columns; j++) {
                    RationalMatrix theta = unit(columns, 1, j, 0);
                    RationalMatrix left = y.transpose().times(w.times(theta));
                    RationalMatrix right = w.transpose().times(y).transpose().times(theta);
                    if (!left.equals(right)) {
                        throw new IllegalStateException(
                                "y'(W theta) = (W'y)' theta: expected " + left + ", got " + right);
                    }
                }
            }
        }
    }

    private static RationalMatrix unit(int rows, int columns, int row, int column) {
        return RationalMatrix.of(rows, columns, (i, j) -> i == row && j == column ? BigFraction.ONE : BigFraction.ZERO);
    }

    private static List<Sign> all(int size, Sign sign) {
        return Collections.nCopies(size, sign);
    }

    /** At least zero, and above it in one place. */
    private static List<Sign> positiveAt(int size, int place) {
        List<Sign> signs = new ArrayList<>(all(size, Sign.NON_NEGATIVE));
        signs.set(place, Sign.POSITIVE);
        return signs;
    }

    /**
     * Gordan: Wθ &gt; 0 in every entry, and y ≥ 0, y ≠ 0, Wᵀy = 0. One case for each place in which y is not zero.
     *
     * @param rows the number of rows of W
     * @param columns the number of columns of W
     * @return the exclusion
     */
    public static Exclusion gordan(int rows, int columns) {
        List<Case> cases = new ArrayList<>();
        for (int k = 0; k < rows; k++) {
            cases.add(new Case(
                    positiveAt(rows, k),
                    all(rows, Sign.POSITIVE),
                    Sign.ANY,
                    all(columns, Sign.ZERO),
                    all(columns, Sign.ANY)));
        }
        return new Exclusion("Gordan", rows, columns, cases);
    }

    /**
     * Stiemke: Wθ ≥ 0, Wθ ≠ 0, and y &gt; 0 in every entry, Wᵀy = 0. One case for each place in which Wθ is not zero.
     *
     * @param rows the number of rows of W
     * @param columns the number of columns of W
     * @return the exclusion
     */
    public static Exclusion stiemke(int rows, int columns) {
        List<Case> cases = new ArrayList<>();
        for (int k = 0; k < rows; k++) {
            cases.add(new Case(
                    all(rows, Sign.POSITIVE),
                    positiveAt(rows, k),
                    Sign.ANY,
                    all(columns, Sign.ZERO),
                    all(columns, Sign.ANY)));
        }
        return new Exclusion("Stiemke", rows, columns, cases);
    }

    /**
     * Farkas, for W = A, θ = x, y = π: A x = b, x ≥ 0, and Aᵀπ ≤ 0, bᵀπ &gt; 0.
     *
     * @param rows the number of rows of A
     * @param columns the number of columns of A
     * @return the exclusion
     */
    public static Exclusion farkas(int rows, int columns) {
        Case only = new Case(
                all(rows, Sign.ANY),
                all(rows, Sign.ANY),
                Sign.POSITIVE,
                all(columns, Sign.NON_POSITIVE),
                all(columns, Sign.NON_NEGATIVE));
        return new Exclusion("Farkas", rows, columns, List.of(only));
    }
}
