package org.peftcheck.theory.exact;

/**
 * A positive integer as root² · rest with a squarefree rest.
 *
 * @param root the root of its largest square divisor
 * @param rest its squarefree part
 */
record SquareFreePart(long root, long rest) {

    /** The largest radicand, 2^50; its cube root is near 10^5. */
    static final long LARGEST = 1L << 50;

    /**
     * Divides by every candidate up to the cube root of what is left. What is left then has at most two prime divisors, so that it
     * is squarefree unless it is a square.
     */
    static SquareFreePart of(long n) {
        if (n < 1 || n > LARGEST) {
            throw new IllegalArgumentException("sqrt: expected an integer between 1 and 2^50, got " + n);
        }
        long root = 1;
        long rest = 1;
        long left = n;
        for (long p = 2; p * p * p <= left; p++) {
            int times = 0;
            while (left % p == 0) {
                left /= p;
                times++;
            }
            for (int i = 0; i < times / 2; i++) {
                root *= p;
            }
            rest *= times % 2 == 0 ? 1 : p;
        }
        long candidate = Math.round(Math.sqrt(left));
        return candidate * candidate == left
                ? new SquareFreePart(root * candidate, rest)
                : new SquareFreePart(root, rest * left);
    }
}
