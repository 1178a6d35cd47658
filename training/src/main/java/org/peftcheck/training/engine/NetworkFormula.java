package org.peftcheck.training.engine;

import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.TensorAlgebra;

/**
 * A kind of network with its sizes: what it reads of a batch, its forward pass and its loss, written once against the algebra of
 * tensors.
 */
public interface NetworkFormula {

    /** The network as the counts know it: the names and shapes of its linear layers, without a head of a task. */
    Architecture architecture();

    /** The slots of the head, which are always trained: their names and dimensions; none where a pre-trained head serves. */
    Map<String, int[]> headShapes();

    /**
     * Whether the outputs depend on a pre-trained tensor.
     *
     * @param tensor its name
     * @return whether it is used
     */
    boolean uses(String tensor);

    /**
     * What the network reads of a batch, labels included.
     *
     * @param rows rows of the batch
     * @param length its length
     * @return the tensors
     */
    List<InputTensor> inputs(int rows, int length);

    /**
     * The whole numbers among the inputs.
     *
     * @param batch a batch
     * @return their entries by name
     */
    Map<String, int[]> indices(Batch batch);

    /**
     * The other inputs.
     *
     * @param batch a batch
     * @return their entries by name
     */
    Map<String, float[]> numbers(Batch batch);

    /**
     * The outputs.
     *
     * @param algebra the reading
     * @param weights the weights in this reading, the head's slots among them
     * @param inputs the inputs by name
     * @param <T> what a tensor is
     * @return a matrix: logits of classes, or predictions
     */
    <T> T outputs(TensorAlgebra<T> algebra, NetworkWeights<T> weights, Map<String, T> inputs);

    /**
     * The rows of the outputs of a batch.
     *
     * @param rows rows of the batch
     * @param length its length
     * @return how many rows the matrix of {@link #outputs} has: one for each input, if not said otherwise
     */
    default int outputRows(int rows, int length) {
        return rows;
    }

    /**
     * The loss.
     *
     * @param algebra the reading
     * @param outputs the outputs
     * @param inputs the inputs by name
     * @param <T> what a tensor is
     * @return a single number, the mean of {@link Batch#terms} terms
     */
    <T> T loss(TensorAlgebra<T> algebra, T outputs, Map<String, T> inputs);
}
