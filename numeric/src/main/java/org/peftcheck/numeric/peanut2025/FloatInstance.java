package org.peftcheck.numeric.peanut2025;

import java.util.Objects;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.certificate.WeightSource;

/**
 * An instance over the doubles, of the size of a real layer.
 *
 * @param source where the weight comes from, as certificates name it
 * @param space the weight W0 with its column space
 * @param a the left factor of the target, d_out×r
 * @param b the right factor of the target, r×d_in
 */
public record FloatInstance(WeightSource source, FloatColumnSpace space, FloatMatrix a, FloatMatrix b) {

    /** Checks the shapes. */
    public FloatInstance {
        Objects.requireNonNull(source, "source");
        if (a.rows() != space.dOut() || b.columns() != space.dIn() || a.columns() != b.rows()) {
            throw new IllegalArgumentException(
                    "instance: expected A d_out×r and B r×d_in for W0 " + space.dOut() + "x" + space.dIn() + ", got A "
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
