package org.peftcheck.numeric.peanut2025;

import java.util.Objects;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * A small instance over the rationals.
 *
 * @param w0 the weight, d_out×d_in
 * @param a the left factor of the target, d_out×r
 * @param b the right factor of the target, r×d_in
 */
public record ExactInstance(RationalMatrix w0, RationalMatrix a, RationalMatrix b) {

    /** Checks the shapes. */
    public ExactInstance {
        Objects.requireNonNull(w0, "w0");
        if (a.rows() != w0.rows() || b.columns() != w0.columns() || a.columns() != b.rows()) {
            throw new IllegalArgumentException(
                    "instance: expected A d_out×r and B r×d_in for W0 " + w0.rows() + "x" + w0.columns() + ", got A "
                            + a.rows() + "x" + a.columns() + " and B " + b.rows() + "x" + b.columns());
        }
    }

    /**
     * The rank r of the factors.
     *
     * @return r
     */
    public int rank() {
        return a.columns();
    }
}
