package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.List;

/**
 * When a form of PEANuT of guaranteed expressiveness has fewer parameters than LoRA of rank r on a layer: the statements of
 * {@code claims.yaml}, each of them proved for all sizes there, with the numbers of one layer put in.
 *
 * @param claim the id of the claim
 * @param form what is compared with LoRA of rank r
 * @param condition the proved condition for saving, in {@code d_out, d_in, r}
 * @param formCount the parameters of the form
 * @param loraCount the parameters of LoRA
 * @param holds whether the condition holds for the layer
 */
public record BreakEven(
        String claim, String form, String condition, BigInteger formCount, BigInteger loraCount, boolean holds) {

    /**
     * The statements on a layer.
     *
     * @param layer the layer; its multiplicity plays no part
     * @param rank the rank r of the LoRA whose place is taken, at least 1
     * @return the statements
     */
    public static List<BreakEven> on(LayerShape layer, int rank) {
        BigInteger r = BigInteger.valueOf(rank);
        BigInteger out = BigInteger.valueOf(layer.dOut());
        BigInteger in = BigInteger.valueOf(layer.dIn());
        BigInteger lora = r.multiply(out.add(in));
        return List.of(
                new BreakEven(
                        "saving-break-even",
                        "2r units",
                        "d_out > 3 d_in",
                        times(4, r).multiply(in),
                        lora,
                        out.compareTo(times(3, in)) > 0),
                new BreakEven(
                        "saving-r-plus-1",
                        "r + 1 units",
                        "r d_out > (r + 2) d_in",
                        times(2, r.add(BigInteger.ONE)).multiply(in),
                        lora,
                        r.multiply(out).compareTo(r.add(BigInteger.TWO).multiply(in)) > 0),
                new BreakEven(
                        "saving-frozen-direction",
                        "r + 1 units, the positive direction frozen",
                        "d_out > d_in + 1",
                        times(2, r).multiply(in).add(r),
                        lora,
                        out.compareTo(in.add(BigInteger.ONE)) > 0),
                new BreakEven(
                        "saving-width-r",
                        "r units",
                        "d_out > d_in",
                        times(2, r).multiply(in),
                        lora,
                        out.compareTo(in) > 0),
                new BreakEven(
                        "saving-transposed",
                        "2r units, transposed",
                        "d_in > 3 d_out",
                        times(4, r).multiply(out),
                        lora,
                        in.compareTo(times(3, out)) > 0));
    }

    private static BigInteger times(long factor, BigInteger number) {
        return number.multiply(BigInteger.valueOf(factor));
    }
}
