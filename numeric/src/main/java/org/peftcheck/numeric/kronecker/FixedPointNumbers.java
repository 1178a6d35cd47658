package org.peftcheck.numeric.kronecker;

import java.math.BigInteger;

/** Real numbers W, d×k, that can be had to any precision. */
public interface FixedPointNumbers {

    /**
     * The numbers in fixed point.
     *
     * @param bits the number of bits after the point
     * @return d×k integers m with |W_il − m_il 2^−bits| at most a few units of 2^−bits
     */
    BigInteger[][] at(int bits);
}
