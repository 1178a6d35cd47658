package org.peftcheck.broken.numeric.reading;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Hands EJML to whoever asks, inside a list. */
public final class OpenMatrix {

    /** The matrices. */
    public List<DMatrixRMaj> matrices() {
        return List.of();
    }
}
