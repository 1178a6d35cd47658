package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.reference.ReferenceAlgebra;
import org.peftcheck.training.reference.ReferenceInputs;
import org.peftcheck.training.reference.ReferenceTensor;

/** The weights of a network in double precision, the adapted ones as given. It keeps what the adapted layers read. */
final class DoubleWeights implements NetworkWeights<ReferenceTensor> {

    private final ReferenceAlgebra algebra = new ReferenceAlgebra();
    private final NetworkFormula formula;
    private final Map<String, FloatTensor> stored;
    private final Map<String, ReferenceTensor> adapted = new LinkedHashMap<>();
    private final Map<String, DenseMatrix> read = new LinkedHashMap<>();

    DoubleWeights(FineTuning network, Map<String, DenseMatrix> weights) {
        this.formula = network.formula();
        this.stored = new LinkedHashMap<>(network.weights());
        this.stored.putAll(network.head());
        weights.forEach((name, weight) -> adapted.put(name, tensor(weight)));
    }

    static ReferenceTensor tensor(DenseMatrix matrix) {
        return ReferenceTensor.of(new int[] {matrix.rows(), matrix.columns()}, matrix.copyOfEntries());
    }

    @Override
    public ReferenceTensor tensor(String name) {
        return ReferenceTensor.of(stored.get(name));
    }

    @Override
    public ReferenceTensor linear(String weight, ReferenceTensor rows) {
        ReferenceTensor replaced = adapted.get(weight);
        if (replaced == null) {
            return algebra.linear(rows, tensor(weight));
        }
        double[] values = rows.values();
        int columns = rows.shape()[1];
        read.put(weight, DenseMatrix.of(rows.shape()[0], columns, (i, j) -> values[i * columns + j]));
        return algebra.linear(rows, replaced);
    }

    /** The loss of a batch. */
    double loss(Batch batch) {
        Map<String, ReferenceTensor> inputs = ReferenceInputs.of(formula, batch);
        return formula.loss(algebra, formula.outputs(algebra, this, inputs), inputs)
                .values()[0];
    }

    /** What the adapted layers read of the last batch, a row a token. */
    Map<String, DenseMatrix> read() {
        return read;
    }
}
