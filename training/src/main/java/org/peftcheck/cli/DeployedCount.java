package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.peftcheck.theory.adapter.DyLoRa;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.adapter.LoRaTraining;
import org.peftcheck.theory.adapter.RoseLoRa;
import org.peftcheck.theory.count.KeptCount;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;

/**
 * What is left, once training is over, of what a method with LoRA's formula trains: of DyLoRA any rank up to r, of RoseLoRA a share.
 *
 * @param method the method
 * @param layers the layers that it is put on
 * @param rank r
 * @param keep the share of each column of A and row of B that RoseLoRA leaves
 */
record DeployedCount(LoRaTraining method, List<LayerShape> layers, int rank, double keep) {

    private BigInteger ofRank(LoRa lora, int some) {
        return ParameterCount.of(lora, layers, some).trainable();
    }

    /** The mean over the ranks, each as likely: (r + 1)/2 times that of rank 1. */
    private BigDecimal ofAStep(DyLoRa dylora) {
        BigInteger twice = ofRank(dylora.lora(), 1).multiply(BigInteger.valueOf(rank + 1L));
        return new BigDecimal(twice).divide(BigDecimal.valueOf(2));
    }

    /** As text. */
    String asText() {
        if (method instanceof DyLoRa dylora) {
            return "a step draws a rank b from 1 to " + rank
                    + " and has gradients of b (d_out + d_in) entries a layer: "
                    + ofRank(dylora.lora(), 1) + " to\n  " + ofRank(dylora.lora(), rank) + " in all, "
                    + ofAStep(dylora).toPlainString() + " on average; as many are left where rank b is deployed\n";
        }
        String vectors = layers.stream()
                .map(layer -> layer.dOut() + " x " + layer.dIn() + ": " + RoseLoRa.kept(keep, layer.dOut()) + " and "
                        + RoseLoRa.kept(keep, layer.dIn()))
                .distinct()
                .collect(Collectors.joining("; "));
        return "left at the end, 0 elsewhere: " + KeptCount.of(layers, rank, keep) + ", a share of " + keep
                + " of each column of A and row of B (" + vectors + ")\n";
    }

    /** As JSON. */
    void putInto(ObjectNode root) {
        ArrayNode deployed = root.putArray("deployed");
        if (method instanceof DyLoRa dylora) {
            root.put("meanOfAStep", ofAStep(dylora));
            for (int some = 1; some <= rank; some++) {
                deployed.addObject().put("rank", some).put("parameters", ofRank(dylora.lora(), some));
            }
            return;
        }
        ArrayNode kept = deployed.addObject()
                .put("keep", keep)
                .put("parameters", KeptCount.of(layers, rank, keep))
                .putArray("layers");
        layers.forEach(layer -> kept.addObject()
                .put("name", layer.name())
                .put("count", layer.multiplicity())
                .put("ofAColumn", RoseLoRa.kept(keep, layer.dOut()))
                .put("ofARow", RoseLoRa.kept(keep, layer.dIn()))
                .put("parameters", KeptCount.of(List.of(layer), rank, keep)));
    }
}
