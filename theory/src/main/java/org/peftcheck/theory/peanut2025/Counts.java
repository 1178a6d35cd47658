package org.peftcheck.theory.peanut2025;

import java.math.BigInteger;
import java.util.List;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.adapter.WeightAdapter;
import org.peftcheck.theory.count.LayerShape;
import org.peftcheck.theory.count.ParameterCount;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.DecidedHypothesis;
import org.peftcheck.theory.verdict.Decision;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Verdict;

/** Claims about numbers of parameters, counted on the configurations of real models (PEANuT, Sections 3.4 and 4). */
final class Counts {

    private Counts() {}

    /** The down projection of ViT-base has d1 = 768, d2 = 3072: 4 r d2 parameters are more than LoRA's r (d1 + d2). */
    static Verdict downProjection() {
        List<LayerShape> down = shapes(Peanut2025.architecture("vit-base"), List.of("down"));
        int r = 8;
        LayerShape layer = down.get(0);
        return new Verdict.Refuted(new Counterexample(
                "saving-down-projection",
                "the down projections of ViT-base, " + layer.dOut() + "x" + layer.dIn() + " with y = W x, r = " + r
                        + ": 2r hidden units against LoRA of rank r",
                "4rd_2<r(d_1+d_2)",
                count("peanut", down, 2 * r),
                count("lora", down, r),
                List.of(new DecidedHypothesis("down projection", Decision.of(!down.isEmpty())))));
    }

    /** Grouped key and value heads make the counts of LoRA and PEANuT differ on LLaMA3-8B at rank 32. */
    static Verdict sameCount() {
        List<LayerShape> layers = shapes(Peanut2025.architecture("llama3-8b"), List.of("q", "k", "v", "up", "down"));
        return new Verdict.Refuted(new Counterexample(
                "same-parameter-count",
                "LLaMA3-8B, query, key, value, up and down projections, hidden dimension 32",
                "\\#\\mathrm{PEANuT}\\le\\#\\mathrm{LoRA}",
                count("peanut", layers, 32),
                count("lora", layers, 32),
                List.of(new DecidedHypothesis("same hidden dimension", Decision.HOLDS))));
    }

    private static List<LayerShape> shapes(Architecture architecture, List<String> targets) {
        return architecture.layers(targets).stream().map(Counts::shape).toList();
    }

    private static LayerShape shape(LinearLayer layer) {
        return new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count());
    }

    private static Enclosure count(String method, List<LayerShape> layers, int rank) {
        WeightAdapter adapter = AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT);
        BigInteger trainable = ParameterCount.of(adapter, layers, rank).trainable();
        return Enclosure.exactly(new BigFraction(trainable));
    }
}
