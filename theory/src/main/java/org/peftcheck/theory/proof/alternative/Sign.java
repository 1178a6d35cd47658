package org.peftcheck.theory.proof.alternative;

import java.util.List;

/** What is known of the sign of a real number, as the set of signs that it may have. */
public enum Sign {
    /** Below zero. */
    NEGATIVE(0b001),
    /** Zero. */
    ZERO(0b010),
    /** At most zero. */
    NON_POSITIVE(0b011),
    /** Above zero. */
    POSITIVE(0b100),
    /** Not zero. */
    NON_ZERO(0b101),
    /** At least zero. */
    NON_NEGATIVE(0b110),
    /** Nothing is known. */
    ANY(0b111);

    private final int mask;

    Sign(int mask) {
        this.mask = mask;
    }

    private static Sign of(int mask) {
        return values()[mask - 1];
    }

    private boolean may(int sign) {
        return (mask >> (sign + 1) & 1) == 1;
    }

    /**
     * What is known of a product.
     *
     * @param other the other factor
     * @return the signs that the product may have
     */
    public Sign times(Sign other) {
        int result = 0;
        for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
                if (may(a) && other.may(b)) {
                    result |= 1 << (a * b + 1);
                }
            }
        }
        return of(result);
    }

    /**
     * What is known of a sum.
     *
     * @param other the other summand
     * @return the signs that the sum may have
     */
    public Sign plus(Sign other) {
        int result = 0;
        for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
                if (may(a) && other.may(b)) {
                    result |= a * b < 0 ? ANY.mask : 1 << (Integer.signum(a + b) + 1);
                }
            }
        }
        return of(result);
    }

    /**
     * Whether no number has both.
     *
     * @param other what else is known
     * @return whether the two contradict each other
     */
    public boolean contradicts(Sign other) {
        return (mask & other.mask) == 0;
    }

    /**
     * What is known of an inner product.
     *
     * @param left what is known of the entries of one vector
     * @param right what is known of the entries of the other, of the same length
     * @return the signs that the inner product may have
     */
    public static Sign dot(List<Sign> left, List<Sign> right) {
        if (left.size() != right.size()) {
            throw new IllegalArgumentException(
                    "inner product: expected " + left.size() + " signs, got " + right.size());
        }
        Sign sum = ZERO;
        for (int i = 0; i < left.size(); i++) {
            sum = sum.plus(left.get(i).times(right.get(i)));
        }
        return sum;
    }
}
