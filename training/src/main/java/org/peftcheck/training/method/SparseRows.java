package org.peftcheck.training.method;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.StepRule;

/**
 * RoseLoRA's sparsity (Wang et al. 2024, RoseLoRA; the order of operations is that of the released code): LoRA, of which after each
 * update, on a cubic schedule, only the entries of the greatest sensitivity are left in each column of A and each row of B, the others
 * being set to 0, so that most entries of the update A B are 0 too. The sensitivity of an entry θ is |θ ∂L/∂θ|, smoothed over the steps
 * with a factor of 0.8 from that of the first step.
 *
 * <p>Of entries with equal sensitivity the earlier one stays. The released code also clips all entries to ±0.003, for the editing of
 * knowledge; that is not done here.
 */
final class SparseRows implements StepRule {

    private static final float BETA = 0.8f;

    /** A matrix of which each vector is to be sparse: its columns, or its rows. */
    private static final class Part {
        private final TrainedTensor tensor;
        private final boolean byColumns;
        private final CubicBudget budget;
        private final float[] sensitivity;

        Part(TrainedTensor tensor, boolean byColumns, CubicBudget budget) {
            this.tensor = tensor;
            this.byColumns = byColumns;
            this.budget = budget;
            this.sensitivity = new float[tensor.count()];
        }

        void observe(int step) {
            for (int k = 0; k < sensitivity.length; k++) {
                float now = Math.abs(tensor.value().get(k) * tensor.gradient().get(k));
                sensitivity[k] = step == 1 ? now : BETA * sensitivity[k] + (1 - BETA) * now;
            }
        }

        void prune(int step) {
            int rows = tensor.shape()[0];
            int columns = tensor.shape()[1];
            int vectors = byColumns ? columns : rows;
            int length = byColumns ? rows : columns;
            for (int vector = 0; vector < vectors; vector++) {
                int of = vector;
                IntStream.range(0, length)
                        .map(entry -> byColumns ? entry * columns + of : of * columns + entry)
                        .boxed()
                        .sorted(Comparator.comparing((Integer k) -> -sensitivity[k]))
                        .skip(budget.at(step))
                        .forEach(k -> tensor.value().put(k, 0f));
            }
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private final PruningSettings settings;
    private final int steps;
    private int last;

    /**
     * A rule without layers.
     *
     * @param settings the share that is left, and the times
     * @param steps the steps of the run
     */
    SparseRows(PruningSettings settings, int steps) {
        this.settings = settings;
        this.steps = steps;
    }

    /** Adds a layer: A is d_out × r, B is r × d_in. */
    void add(TrainedTensor a, TrainedTensor b) {
        parts.add(part(a, true, a.shape()[0]));
        parts.add(part(b, false, b.shape()[1]));
    }

    private Part part(TrainedTensor tensor, boolean byColumns, int length) {
        CubicBudget budget = settings.schedule(length, settings.keptOf(length), steps);
        last = budget.last();
        return new Part(tensor, byColumns, budget);
    }

    @Override
    public void differentiated(int step) {
        parts.forEach(part -> part.observe(step));
    }

    @Override
    public void updated(int step, double scale) {
        for (Part part : parts) {
            if (part.budget.chooses(step) || part.budget.isOver(step)) {
                part.prune(step);
            }
        }
    }

    @Override
    public List<float[]> memory() {
        return parts.stream().map(part -> part.sensitivity).toList();
    }

    @Override
    public int settledAt() {
        return last;
    }
}
