package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;

/**
 * Training by SameDiff itself, {@code SameDiff.fit} with plain gradient descent on the graph of a network: its own interpreter, its own
 * gradients and its own updater. It is the oracle of the plan.
 *
 * <p>SameDiff cannot differentiate two {@code gather}s of a graph, so the rows of a trained table are variables of it. Here they are
 * filled from the table before a step, {@code fit} moves them, and what each has moved by is added to its row of the table: without
 * momentum that is the step of the table, as its gradient is the sum of those of its rows.
 */
final class SameDiffFit {

    private final NetworkFormula formula;
    private final NetworkGraph graph;
    private final NetworkTensors tensors;

    SameDiffFit(FineTuning network, int rows, int length, double rate) {
        this.formula = network.formula();
        this.tensors = new NetworkTensors(network, true);
        this.graph = new NetworkGraph(network, tensors, rows, length, false);
        List<String> features = new ArrayList<>(
                formula.inputs(rows, length).stream().map(InputTensor::name).toList());
        String label = features.remove(features.size() - 1);
        graph.graph()
                .setTrainingConfig(new TrainingConfig.Builder()
                        .updater(new Sgd(rate))
                        .dataSetFeatureMapping(features)
                        .dataSetLabelMapping(label)
                        .build());
    }

    /** One step of {@code fit}; what SameDiff prints of it is left out. */
    void step(Batch batch) {
        Map<String, int[]> indices = formula.indices(batch);
        Map<String, INDArray> before = new HashMap<>();
        graph.gathered()
                .forEach((table, all) -> all.forEach(gathered -> {
                    INDArray rows = array(table).getRows(indices.get(gathered.indices()));
                    array(gathered.rows()).assign(rows);
                    before.put(gathered.rows(), rows);
                }));
        SilencedOutput.run(() -> graph.graph().fit(data(batch)));
        graph.gathered()
                .forEach((table, all) -> all.forEach(gathered -> {
                    INDArray moved = array(gathered.rows()).sub(before.get(gathered.rows()));
                    int[] places = indices.get(gathered.indices());
                    for (int k = 0; k < places.length; k++) {
                        array(table).getRow(places[k]).addi(moved.getRow(k));
                    }
                }));
    }

    private MultiDataSet data(Batch batch) {
        Map<String, int[]> indices = formula.indices(batch);
        Map<String, float[]> numbers = formula.numbers(batch);
        List<INDArray> inputs = new ArrayList<>();
        for (InputTensor input : formula.inputs(batch.rows(), batch.length())) {
            INDArray values = input.whole()
                    ? Nd4j.createFromArray(indices.get(input.name()))
                    : Nd4j.createFromArray(numbers.get(input.name()));
            inputs.add(values.reshape(input.shape()));
        }
        INDArray label = inputs.remove(inputs.size() - 1);
        return new MultiDataSet(inputs.toArray(new INDArray[0]), new INDArray[] {label});
    }

    private INDArray array(String inGraph) {
        return graph.graph().getVariable(inGraph).getArr();
    }

    /** The names of what is trained. */
    List<String> trained() {
        return tensors.trained().stream().map(tensor -> tensor.name()).toList();
    }

    /** The entries of a trained tensor. */
    float[] entries(String name) {
        INDArray array = array(graph.tensor(name).node().name());
        return array.reshape(array.length()).toFloatVector();
    }
}
