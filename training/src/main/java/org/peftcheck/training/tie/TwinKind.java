package org.peftcheck.training.tie;

import java.util.Optional;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.peanut2025.FloatInstance;
import org.peftcheck.numeric.peanut2025.InvariantMonotoneWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantReluWidthConstruction;
import org.peftcheck.numeric.peanut2025.InvariantSmoothWidthConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorAlternativeConstruction;
import org.peftcheck.numeric.peanut2025.PositiveVectorWidthConstruction;
import org.peftcheck.numeric.peanut2025.PseudoInverseWidthConstruction;
import org.peftcheck.theory.algebra.Activation;

/** A way to reproduce a LoRA update A B of rank r by a PEANuT of depth 2. */
public enum TwinKind {
    /** 2r ReLU units, update P A B (Proposition 3.2). */
    PSEUDO_INVERSE("2r", "relu, 2r units", Activation.RELU, true),
    /** r + 1 ReLU units where the column space of W0 has a positive vector, update P A B. */
    POSITIVE_VECTOR("r+1", "relu, r+1 units", Activation.RELU, true),
    /** r + 1 ReLU units, or r, whose update agrees with A B under P only. */
    INVARIANT_RELU("inv-relu", "relu under invariance", Activation.RELU, false),
    /** r leaky ReLU units, whose update agrees with A B under P only. */
    INVARIANT_LEAKY("inv-leaky-relu", "leaky relu under invariance", Activation.LEAKY_RELU, false),
    /** r units of a smooth activation, the sine, whose update agrees with A B under P only. */
    INVARIANT_SMOOTH("inv-sin2pi", "sine under invariance", Activation.SIN2PI, false);

    private final String id;
    private final String title;
    private final Activation activation;
    private final boolean inColumnSpace;

    TwinKind(String id, String title, Activation activation, boolean inColumnSpace) {
        this.id = id;
        this.title = title;
        this.activation = activation;
        this.inColumnSpace = inColumnSpace;
    }

    /** The name by which reports call it. */
    public String id() {
        return id;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }

    /** σ. */
    public Activation activation() {
        return activation;
    }

    /** Whether the update itself is P A B, so that where P = I the twin's weight is LoRA's. */
    public boolean isInColumnSpace() {
        return inColumnSpace;
    }

    /**
     * A draft of the twin's certificate.
     *
     * @param instance W0 and the factors of the update
     * @return the draft; empty where the column space has no positive vector and one is needed
     * @throws IllegalArgumentException if W0 has no full rank in double precision, or no witness is found
     */
    Optional<CertificateDocument> draft(FloatInstance instance) {
        return switch (this) {
            case PSEUDO_INVERSE -> Optional.of(PseudoInverseWidthConstruction.rounded(instance));
            case POSITIVE_VECTOR ->
                PositiveVectorAlternativeConstruction.positiveVector(instance.space())
                        .map(theta -> PositiveVectorWidthConstruction.rounded(instance, theta));
            case INVARIANT_RELU -> Optional.of(InvariantReluWidthConstruction.rounded(instance));
            case INVARIANT_LEAKY -> Optional.of(InvariantMonotoneWidthConstruction.rounded(instance, activation));
            case INVARIANT_SMOOTH -> Optional.of(InvariantSmoothWidthConstruction.rounded(instance, activation));
        };
    }
}
