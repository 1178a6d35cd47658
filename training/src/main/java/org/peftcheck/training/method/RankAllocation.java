package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.StepRule;

/**
 * AdaLoRA's allocation of ranks (Zhang et al. 2023, Algorithm 1; the order of operations is that of the released code and of PEFT). After
 * each update up to the fixed end the sensitivity of all entries is smoothed; on the schedule the triples (column of P, entry of λ, row of
 * Q) of all layers are ranked by the score of the entry plus the mean scores of column and row, and the entries of λ that are not among
 * the best b(t) are set to 0. They may grow again until the last choice, which stays: from then on the entries that it has set to 0 are set
 * to 0 after each update.
 *
 * <p>Of triples with equal scores the earlier one stays, so that exactly b(t) do. The released code sets all of them to 0.
 */
final class RankAllocation implements StepRule {

    /** A layer's slots. */
    record Layer(Sensitivity p, Sensitivity lambda, Sensitivity q) {

        static Layer of(TrainedTensor p, TrainedTensor lambda, TrainedTensor q) {
            return new Layer(new Sensitivity(p), new Sensitivity(lambda), new Sensitivity(q));
        }

        int rank() {
            return lambda.tensor().count();
        }

        List<Sensitivity> all() {
            return List.of(p, lambda, q);
        }

        /** The score of a triple: P is d_out × r, Q is r × d_in. */
        double score(int triple) {
            int rank = rank();
            int dOut = p.tensor().count() / rank;
            int dIn = q.tensor().count() / rank;
            double column = 0;
            for (int i = 0; i < dOut; i++) {
                column += p.score(i * rank + triple);
            }
            double row = 0;
            for (int j = 0; j < dIn; j++) {
                row += q.score(triple * dIn + j);
            }
            return lambda.score(triple) + column / dOut + row / dIn;
        }
    }

    private final List<Layer> layers;
    private final CubicBudget budget;
    /** For each triple, layer by layer, 1 if it stays and 0 if not. */
    private final float[] kept;

    RankAllocation(List<Layer> layers, CubicBudget budget) {
        this.layers = List.copyOf(layers);
        this.budget = budget;
        this.kept = new float[layers.stream().mapToInt(Layer::rank).sum()];
        Arrays.fill(kept, 1);
    }

    @Override
    public void updated(int step, double scale) {
        if (step < budget.last()) {
            layers.forEach(layer -> layer.all().forEach(slot -> slot.observe(scale)));
        }
        if (budget.chooses(step)) {
            choose(budget.at(step));
        }
        if (budget.chooses(step) || budget.isOver(step)) {
            mask();
        }
    }

    private void choose(int number) {
        double[] scores = layers.stream()
                .flatMapToDouble(layer -> IntStream.range(0, layer.rank()).mapToDouble(layer::score))
                .toArray();
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, scores.length).boxed().toList());
        order.sort((a, b) -> Double.compare(scores[b], scores[a]));
        Arrays.fill(kept, 0);
        order.subList(0, Math.min(number, scores.length)).forEach(triple -> kept[triple] = 1);
    }

    private void mask() {
        int triple = 0;
        for (Layer layer : layers) {
            for (int k = 0; k < layer.rank(); k++) {
                if (kept[triple++] == 0) {
                    layer.lambda().tensor().value().put(k, 0f);
                }
            }
        }
    }

    @Override
    public List<float[]> memory() {
        List<float[]> memory = new ArrayList<>(List.of(kept));
        for (Layer layer : layers) {
            for (Sensitivity slot : layer.all()) {
                memory.add(slot.mean());
                memory.add(slot.uncertainty());
            }
        }
        return memory;
    }

    @Override
    public int settledAt() {
        return budget.last();
    }
}
