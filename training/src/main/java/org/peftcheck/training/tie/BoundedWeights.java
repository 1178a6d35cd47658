package org.peftcheck.training.tie;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.reference.ReferenceInputs;
import org.peftcheck.training.reference.ReferenceTensor;

/**
 * The weights of a network in the reading of {@link BoundedAlgebra}: those that are adapted with a centre and a radius each, all others
 * exact. It keeps what the adapted layers read, and the bounds on spectral norms once they are found.
 */
public final class BoundedWeights implements NetworkWeights<BoundedTensor> {

    private final BoundedAlgebra algebra = new BoundedAlgebra();
    private final NetworkFormula formula;
    private final Map<String, FloatTensor> stored;
    private final Map<String, BoundedTensor> known = new ConcurrentHashMap<>();
    private final Set<String> watched;
    private final Map<String, ReferenceTensor> read = new LinkedHashMap<>();

    /**
     * The weights of a network.
     *
     * @param network the network; its adapters are not looked at
     * @param adapted for each adapted weight the matrix, d_out × d_in, that is applied in its place
     */
    public BoundedWeights(FineTuning network, Map<String, BoundedTensor> adapted) {
        this.formula = network.formula();
        this.stored = new LinkedHashMap<>(network.weights());
        this.stored.putAll(network.head());
        this.known.putAll(adapted);
        this.watched = Set.copyOf(adapted.keySet());
    }

    @Override
    public BoundedTensor tensor(String name) {
        FloatTensor found = stored.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "weights: expected the name of one of " + stored.size() + " tensors, got " + name);
        }
        return known.computeIfAbsent(name, any -> BoundedTensor.exactly(found));
    }

    @Override
    public BoundedTensor linear(String weight, BoundedTensor rows) {
        if (watched.contains(weight)) {
            read.put(weight, rows.value());
        }
        return algebra.linear(rows, tensor(weight));
    }

    /**
     * The loss of a batch for all weights within the radii.
     *
     * @param batch the batch
     * @return a single number with its bound
     */
    public BoundedTensor loss(Batch batch) {
        Map<String, BoundedTensor> inputs = new LinkedHashMap<>();
        ReferenceInputs.of(formula, batch).forEach((name, input) -> inputs.put(name, BoundedTensor.exactly(input)));
        return formula.loss(algebra, formula.outputs(algebra, this, inputs), inputs);
    }

    /** What the adapted layers read of the last batch, a row a token. */
    Map<String, ReferenceTensor> read() {
        return read;
    }
}
