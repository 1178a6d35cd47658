package org.peftcheck.theory.count;

import java.math.BigInteger;
import java.util.List;
import org.peftcheck.theory.adapter.RoseLoRa;

/** What is left of LoRA's factors when each column of A and each row of B has been pruned to a share of its entries (RoseLoRA). */
public final class KeptCount {

    private KeptCount() {}

    /**
     * The entries that may differ from 0.
     *
     * @param layers the layers
     * @param rank r
     * @param share the share of a vector that is left, above 0 and up to 1
     * @return for each layer r times those of a column of A, of d_out entries, and of a row of B, of d_in
     */
    public static BigInteger of(List<LayerShape> layers, int rank, double share) {
        return layers.stream()
                .map(layer -> BigInteger.valueOf(RoseLoRa.kept(share, layer.dOut()) + RoseLoRa.kept(share, layer.dIn()))
                        .multiply(BigInteger.valueOf((long) rank * layer.multiplicity())))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
