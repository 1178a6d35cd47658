package org.peftcheck.theory.adapter;

/**
 * RoseLoRA: LoRA of which, while it is trained, all but a share of each column of A and of each row of B becomes 0. Before, and for
 * gradients and moments all the time, it is LoRA of rank r.
 *
 * @param lora the formula
 */
public record RoseLoRa(LoRa lora) implements LoRaTraining {

    /**
     * RoseLoRA with some options.
     *
     * @param options the scaling, if wanted
     * @return the adapter
     */
    public static RoseLoRa of(AdapterOptions options) {
        return new RoseLoRa(LoRa.of(options));
    }

    /**
     * How many entries of a vector, a column of A or a row of B, are left in the end.
     *
     * @param share the share that is wanted, above 0 and up to 1
     * @param entries the entries of the vector, at least 1
     * @return the nearest whole number, a half upwards, at least 1
     * @throws IllegalArgumentException if the share or the number of entries is not in its range
     */
    public static int kept(double share, int entries) {
        if (!(share > 0 && share <= 1) || entries < 1) {
            throw new IllegalArgumentException("kept entries: expected a share above 0 and up to 1 of at least 1 entry,"
                    + " got " + share + " of " + entries);
        }
        return (int) Math.max(1, Math.round(share * entries));
    }

    @Override
    public String id() {
        return "roselora";
    }

    @Override
    public String title() {
        return "RoseLoRA";
    }

    @Override
    public String source() {
        return "Wang et al., RoseLoRA (2024); PEANuT, Section 2";
    }
}
