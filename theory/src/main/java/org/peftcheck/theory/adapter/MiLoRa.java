package org.peftcheck.theory.adapter;

/**
 * MiLoRA: the minor singular components of W0 are trained, what is left of it is frozen. With W0 = U S Vᵀ, W = R + A B starts with A = U_r √S_r, B = √S_r V_rᵀ of the
 * r smallest singular values, and R = W0 − A B as it is then.
 *
 * <p>R stands in the place of W0, which need not be kept. There is no factor in front of A B: one other than 1 would have to be
 * divided out of the start again. Rounding makes R + A B differ from W0 in the last places.
 */
public record MiLoRa() implements SingularComponents {

    /**
     * MiLoRA.
     *
     * @param options none is heeded
     * @return the adapter
     */
    public static MiLoRa of(AdapterOptions options) {
        return new MiLoRa();
    }

    @Override
    public String id() {
        return "milora";
    }

    @Override
    public String title() {
        return "MiLoRA";
    }

    @Override
    public String source() {
        return "Wang et al., MiLoRA (2024), Section 3; PEANuT, Section 2";
    }

    @Override
    public Initialiser.SingularFactor.Part part() {
        return Initialiser.SingularFactor.Part.MINOR;
    }
}
