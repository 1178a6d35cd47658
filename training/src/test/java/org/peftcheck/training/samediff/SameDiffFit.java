package org.peftcheck.training.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.network.BatchInputs;
import org.peftcheck.training.network.EncoderNetwork;

/**
 * Training by SameDiff itself, {@code SameDiff.fit} with plain gradient descent on the graph of a network: its own interpreter, its own
 * gradients and its own updater. It is the oracle of the plan.
 *
 * <p>SameDiff cannot differentiate two {@code gather}s of a graph, so the rows of a trained table are variables of it. Here they are
 * filled from the table before a step, {@code fit} moves them, and what each has moved by is added to its row of the table: without
 * momentum that is the step of the table, as its gradient is the sum of those of its rows.
 */
final class SameDiffFit {

    private final EncoderNetwork formula;
    private final NetworkGraph graph;
    private final NetworkTensors tensors;

    SameDiffFit(FineTuning network, int rows, int length, double rate) {
        this.formula = (EncoderNetwork) network.formula();
        this.tensors = new NetworkTensors(network);
        this.graph = new NetworkGraph(network, tensors, rows, length);
        graph.graph()
                .setTrainingConfig(new TrainingConfig.Builder()
                        .updater(new Sgd(rate))
                        .dataSetFeatureMapping(
                                EncoderNetwork.IDS,
                                EncoderNetwork.TOKEN_TYPES,
                                EncoderNetwork.POSITIONS,
                                EncoderNetwork.ATTENTION_BIAS,
                                EncoderNetwork.POOLING)
                        .dataSetLabelMapping(EncoderNetwork.LABELS)
                        .build());
    }

    /** One step of {@code fit}; what SameDiff prints of it is left out. */
    void step(EncodedBatch batch) {
        Map<String, int[]> indices = Map.of(
                EncoderNetwork.IDS, batch.ids(),
                EncoderNetwork.TOKEN_TYPES, batch.tokenTypes(),
                EncoderNetwork.POSITIONS, batch.positions());
        Map<String, INDArray> before = new HashMap<>();
        graph.gathered().forEach((table, gathered) -> {
            INDArray rows = array(table).getRows(indices.get(gathered.indices()));
            array(gathered.rows()).assign(rows);
            before.put(table, rows);
        });
        SilencedOutput.run(() -> graph.graph().fit(data(batch)));
        graph.gathered().forEach((table, gathered) -> {
            INDArray moved = array(gathered.rows()).sub(before.get(table));
            int[] places = indices.get(gathered.indices());
            for (int k = 0; k < places.length; k++) {
                array(table).getRow(places[k]).addi(moved.getRow(k));
            }
        });
    }

    private MultiDataSet data(EncodedBatch batch) {
        int rows = batch.rows();
        int length = batch.length();
        INDArray labels = Nd4j.createFromArray(BatchInputs.labels(formula.head(), batch))
                .reshape(rows, formula.head().outputs());
        INDArray[] features = {
            Nd4j.createFromArray(batch.ids()),
            Nd4j.createFromArray(batch.tokenTypes()),
            Nd4j.createFromArray(batch.positions()),
            Nd4j.createFromArray(BatchInputs.attentionBias(batch)).reshape(rows, 1, 1, length),
            Nd4j.createFromArray(BatchInputs.pooling(formula.head().pooling(), batch))
                    .reshape(rows, 1, length)
        };
        return new MultiDataSet(features, new INDArray[] {labels});
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
