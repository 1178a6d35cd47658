package org.peftcheck.theory.adapter;

/**
 * DyLoRA: LoRA of rank r, trained so that every rank b up to r can be cut out of it, the first b columns of A and rows of B with the
 * factor of rank b. A step draws b and differentiates by those b (d_out + d_in) entries of a layer; so many are left where rank b is
 * deployed. What is stored and has moments of the optimiser is LoRA's of rank r.
 *
 * @param lora the formula at rank r
 */
public record DyLoRa(LoRa lora) implements LoRaTraining {

    /**
     * DyLoRA with some options.
     *
     * @param options the scaling, if wanted
     * @return the adapter
     */
    public static DyLoRa of(AdapterOptions options) {
        return new DyLoRa(LoRa.of(options));
    }

    @Override
    public String id() {
        return "dylora";
    }

    @Override
    public String title() {
        return "DyLoRA";
    }

    @Override
    public String source() {
        return "Valipour et al., DyLoRA (2023), Section 3, equation (7); PEANuT, Section 2";
    }
}
