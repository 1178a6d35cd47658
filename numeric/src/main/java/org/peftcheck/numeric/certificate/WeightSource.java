package org.peftcheck.numeric.certificate;

import java.util.Objects;

/** Where the pre-trained weight of a certificate comes from. */
public sealed interface WeightSource {

    /**
     * The weight stands in the certificate.
     *
     * @param matrix the weight, d_out×d_in
     */
    record Inline(MatrixData matrix) implements WeightSource {
        /** Checks that the weight is there. */
        public Inline {
            Objects.requireNonNull(matrix, "matrix");
        }
    }

    /**
     * The weight is a layer of a checkpoint, named by its values.
     *
     * @param checkpoint the name or file of the checkpoint
     * @param layer the name of the layer
     * @param sha256 the digest of its values
     */
    record Layer(String checkpoint, String layer, String sha256) implements WeightSource {
        /** Checks that all parts are there. */
        public Layer {
            Objects.requireNonNull(checkpoint, "checkpoint");
            Objects.requireNonNull(layer, "layer");
            Objects.requireNonNull(sha256, "sha256");
        }
    }
}
