package org.peftcheck.training.reference;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.FloatTensor;

/** What a network reads of a batch, in the reading of {@link ReferenceAlgebra}. */
public final class ReferenceInputs {

    private ReferenceInputs() {}

    /**
     * The inputs.
     *
     * @param formula the network
     * @param batch a batch that it reads
     * @return the tensors by name
     */
    public static Map<String, ReferenceTensor> of(NetworkFormula formula, Batch batch) {
        Map<String, int[]> indices = formula.indices(batch);
        Map<String, float[]> numbers = formula.numbers(batch);
        Map<String, ReferenceTensor> inputs = new HashMap<>();
        for (InputTensor input : formula.inputs(batch.rows(), batch.length())) {
            inputs.put(
                    input.name(),
                    input.whole()
                            ? ReferenceTensor.of(
                                    input.shape(),
                                    Arrays.stream(indices.get(input.name()))
                                            .asDoubleStream()
                                            .toArray())
                            : ReferenceTensor.of(new FloatTensor(input.shape(), numbers.get(input.name()))));
        }
        return inputs;
    }
}
