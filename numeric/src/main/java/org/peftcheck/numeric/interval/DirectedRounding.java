package org.peftcheck.numeric.interval;

import java.math.BigInteger;

/**
 * The operations + × ÷ √ on doubles rounded downwards or upwards.
 *
 * <p>The rounded-to-nearest result is moved by one unit in the last place only where the sign of its error, found exactly
 * by a fused multiply-add, asks for it. So every result is the best double bound. Operands are never NaN.
 */
final class DirectedRounding {

    /** Above this magnitude of the exact result the error term of a product or quotient is itself a double. */
    private static final double ERROR_TERM_IS_EXACT = 0x1p-960;

    /** Below it, the error term is one after this scaling, which is exact there and does not overflow. */
    private static final double SCALING = 0x1p600;

    private static final double ROOT_OF_SCALING = 0x1p300;

    private DirectedRounding() {}

    static double addDown(double a, double b) {
        double sum = a + b;
        if (Double.isInfinite(sum)) {
            return sum > 0 && Double.isFinite(a) && Double.isFinite(b) ? Double.MAX_VALUE : sum;
        }
        double bVirtual = sum - a;
        double error = (a - (sum - bVirtual)) + (b - bVirtual);
        return error >= 0 ? sum : Math.nextDown(sum);
    }

    static double addUp(double a, double b) {
        return -addDown(-a, -b);
    }

    /** The product with 0 · ∞ = 0, which is what the bounds of intervals need. */
    static double multiplyDown(double a, double b) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double product = a * b;
        if (Double.isInfinite(product)) {
            return product > 0 && Double.isFinite(a) && Double.isFinite(b) ? Double.MAX_VALUE : product;
        }
        if (product == 0) {
            return a > 0 == b > 0 ? 0 : -Double.MIN_VALUE;
        }
        return productError(a, b, product) >= 0 ? product : Math.nextDown(product);
    }

    /** A number with the sign of a · b − product. */
    private static double productError(double a, double b, double product) {
        if (Math.abs(product) >= ERROR_TERM_IS_EXACT) {
            return Math.fma(a, b, -product);
        }
        double small = Math.abs(a) < Math.abs(b) ? a : b;
        double large = Math.abs(a) < Math.abs(b) ? b : a;
        return Math.fma(small * SCALING, large, -product * SCALING);
    }

    static double multiplyUp(double a, double b) {
        return -multiplyDown(-a, b);
    }

    /** The quotient by b ≠ 0, with ∞ / ∞ = 0, the limit that bounds a quotient of unbounded intervals. */
    static double divideDown(double a, double b) {
        if (a == 0 || Double.isInfinite(a) && Double.isInfinite(b)) {
            return 0;
        }
        double quotient = a / b;
        if (Double.isInfinite(a) || Double.isInfinite(b)) {
            return quotient;
        }
        if (Double.isInfinite(quotient)) {
            return quotient > 0 ? Double.MAX_VALUE : quotient;
        }
        if (quotient == 0) {
            return a > 0 == b > 0 ? 0 : -Double.MIN_VALUE;
        }
        double residual = Math.abs(a) >= ERROR_TERM_IS_EXACT
                ? Math.fma(-quotient, b, a)
                : Math.fma(-quotient * SCALING, b, a * SCALING);
        return residual == 0 || residual > 0 == b > 0 ? quotient : Math.nextDown(quotient);
    }

    static double divideUp(double a, double b) {
        return -divideDown(-a, b);
    }

    static double sqrtDown(double a) {
        double root = Math.sqrt(a);
        return Double.isInfinite(a) || rootError(a, root) >= 0 ? root : Math.nextDown(root);
    }

    static double sqrtUp(double a) {
        double root = Math.sqrt(a);
        return Double.isInfinite(a) || rootError(a, root) <= 0 ? root : Math.nextUp(root);
    }

    /** A number with the sign of a − root². */
    private static double rootError(double a, double root) {
        if (a >= ERROR_TERM_IS_EXACT) {
            return Math.fma(-root, root, a);
        }
        return Math.fma(-root * ROOT_OF_SCALING, root * ROOT_OF_SCALING, a * SCALING);
    }

    /** The greatest double not above numerator / denominator, for a denominator &gt; 0. */
    static double down(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() < 0) {
            return -up(numerator.negate(), denominator);
        }
        return truncated(numerator, denominator, false);
    }

    /** The least double not below numerator / denominator, for a denominator &gt; 0. */
    static double up(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() < 0) {
            return -down(numerator.negate(), denominator);
        }
        return truncated(numerator, denominator, true);
    }

    private static double truncated(BigInteger numerator, BigInteger denominator, boolean away) {
        if (numerator.signum() == 0) {
            return 0;
        }
        int shift = Math.min(1074, 53 - numerator.bitLength() + denominator.bitLength());
        BigInteger n = shift > 0 ? numerator.shiftLeft(shift) : numerator;
        BigInteger d = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
        BigInteger[] division = n.divideAndRemainder(d);
        return fromTruncated(division[0], division[1].signum() != 0, shift, away);
    }

    /** The greatest double not above value · 2^−scale. */
    static double down(BigInteger value, int scale) {
        if (value.signum() < 0) {
            return -up(value.negate(), scale);
        }
        return truncated(value, scale, false);
    }

    /** The least double not below value · 2^−scale. */
    static double up(BigInteger value, int scale) {
        if (value.signum() < 0) {
            return -down(value.negate(), scale);
        }
        return truncated(value, scale, true);
    }

    private static double truncated(BigInteger value, int scale, boolean away) {
        if (value.signum() == 0) {
            return 0;
        }
        int drop = Math.max(value.bitLength() - 53, scale - 1074);
        if (drop <= 0) {
            return fromTruncated(value, false, scale, away);
        }
        boolean inexact = value.getLowestSetBit() < drop;
        return fromTruncated(value.shiftRight(drop), inexact, scale - drop, away);
    }

    /** The double for (mantissa + [a fraction if inexact]) · 2^−scale, for a mantissa of up to 54 bits, scale ≤ 1074. */
    private static double fromTruncated(BigInteger mantissa, boolean inexact, int scale, boolean away) {
        long m = mantissa.longValueExact();
        int s = scale;
        boolean sticky = inexact;
        if (m >= 1L << 53) {
            sticky |= (m & 1) != 0;
            m >>= 1;
            s--;
        }
        double value = Math.scalb((double) m, -s);
        if (Double.isInfinite(value)) {
            return away ? value : Double.MAX_VALUE;
        }
        return away && sticky ? Math.nextUp(value) : value;
    }
}
