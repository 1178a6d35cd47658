package org.peftcheck.training.tie;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.adapter.LoRa;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.method.Matrices;

/**
 * A weight with its trained adapter, in double precision.
 *
 * @param name the weight's name
 * @param w0 the pre-trained weight, exactly
 * @param adapted the adapter
 * @param update the update in double precision
 * @param merged the adapted weight in double precision
 */
record TrainedWeight(String name, DenseMatrix w0, AdaptedWeight adapted, DenseMatrix update, DenseMatrix merged) {

    /** The adapted weights of a network in the order of their layers. */
    static List<TrainedWeight> all(FineTuning network) {
        List<String> names = new ArrayList<>(network.adapted().keySet());
        names.sort(Comparator.comparing(TrainedWeight::padded));
        List<TrainedWeight> all = new ArrayList<>();
        for (String name : names) {
            all.add(of(
                    name,
                    Matrices.inDoubles(network.weights().get(name)),
                    network.adapted().get(name)));
        }
        return all;
    }

    /** A name with its numbers at one width, so that layer 2 comes before layer 10. */
    private static String padded(String name) {
        return Pattern.compile("\\d+")
                .matcher(name)
                .replaceAll(number -> "0".repeat(9 - number.group().length()) + number.group());
    }

    static TrainedWeight of(String name, DenseMatrix w0, AdaptedWeight adapted) {
        Map<String, DenseMatrix> slots = new LinkedHashMap<>();
        adapted.slots().forEach((symbol, value) -> slots.put(symbol, Matrices.inDoubles(value)));
        AdaptedLayer<DenseMatrix> layer = AdaptedLayer.of(
                adapted.adapter(),
                new EjmlAlgebra(),
                Dimensions.of(w0.rows(), w0.columns(), adapted.rank()),
                w0,
                slots,
                DenseMatrix::shape);
        return new TrainedWeight(name, w0, adapted, layer.update(), layer.weight());
    }

    DenseMatrix slot(String symbol) {
        return Matrices.inDoubles(adapted.slots().get(symbol));
    }

    /** The factors of a LoRA update, the scaling in the left one, whose rounding is the error. */
    LowRankFactors loraFactors() {
        LoRa lora = (LoRa) adapted.adapter();
        double scale = lora.scaling().at(Polynomial.constant(adapted.rank())).approx();
        DenseMatrix b = slot("B");
        DenseMatrix a = slot("A").map(x -> scale * x);
        double relative = scale == 1 ? 0 : 8 * Upwards.U;
        double error = relative * Upwards.norm(a.copyOfEntries()) * Upwards.norm(b.copyOfEntries());
        return new LowRankFactors(a, b, relative == 0 ? 0 : Upwards.slack(error));
    }

    /** A bound on ‖W − fl(W)‖_F of the merged weight, for factors of inner size r: the rounding of product, scaling and sum. */
    double mergeError(LowRankFactors factors) {
        double product = Upwards.norm(factors.a().copyOfEntries())
                * Upwards.norm(factors.b().copyOfEntries());
        double sum = 2 * Upwards.U * Upwards.norm(merged.copyOfEntries());
        return Upwards.slack((Upwards.gamma(factors.rank()) + 16 * Upwards.U) * product + sum + factors.error());
    }
}
