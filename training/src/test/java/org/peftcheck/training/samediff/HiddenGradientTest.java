package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.theory.adapter.HiddenAdapter.Hook;
import org.peftcheck.training.engine.AdaptedStates;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.RandomDecoder;
import org.peftcheck.training.model.RandomVision;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.reference.AdaptedReference;
import org.peftcheck.training.reference.ReferenceTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/**
 * Gradients of methods on hidden states, and of AdaLoRA's penalty, against central differences of the formulas as they are written, with
 * a state a column, in double precision.
 */
class HiddenGradientTest {

    private static final double TOLERANCE = 1e-4;
    private static final double FLOOR = 2e-6;

    private static List<String> failures(FineTuning network, AdaptedReference reference, Execution execution) {
        EncodedBatch batch = HiddenNetwork.batch(4, 3, 6);
        try (Session session = new SameDiffEngine(execution, 2).open(network)) {
            return GradientCheck.failures(reference, session, batch, TOLERANCE, FLOOR);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "houlsby, PLAN",
        "adapter-fnn, PLAN",
        "red, PLAN",
        "loreft, PLAN",
        "direft, PLAN",
        "houlsby, GRAPH",
        "loreft, GRAPH"
    })
    void everyMethodOnHiddenStates(String method, Execution execution) {
        FineTuning network = HiddenNetwork.moved(method);
        assertEquals(List.of(), failures(network, new AdaptedReference(network), execution));
    }

    /** The blocks of decoders and of vision transformers have the same places. */
    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "red", "loreft"})
    void theSamePlacesInOtherNetworks(String method) {
        FineTuning decoder = HiddenNetwork.decoder(method, RandomDecoder.TIED_QWEN3);
        assertEquals(List.of(), failures(decoder, SmallDecoder.batch(5, 3, 7)));
        FineTuning vision = HiddenNetwork.vision(method);
        assertEquals(List.of(), failures(vision, RandomVision.batch(RandomVision.CONFIG, 3, 3, 7)));
    }

    private static List<String> failures(FineTuning network, Batch batch) {
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network)) {
            return GradientCheck.failures(network, session, batch, TOLERANCE, FLOOR);
        }
    }

    @Test
    void aDecoderWithOtherOutputsKeepsItsAdapters() {
        FineTuning network = HiddenNetwork.decoder("houlsby", RandomDecoder.LLAMA);
        FineTuning other = DecoderNetwork.giving(network, DecoderNetwork.Prediction.NEXT_TOKEN);
        assertEquals(network.states(), other.states());
        assertEquals(4, other.states().size());
    }

    @ParameterizedTest
    @CsvSource({"0.5, PLAN", "0.03, PLAN", "0.5, GRAPH"})
    void thePenalty(double penalty, Execution execution) {
        FineTuning network = HiddenNetwork.penalised(penalty);
        assertEquals(List.of(), failures(network, new AdaptedReference(network), execution));
    }

    /** The numbers of the states are taken row by row for those of a matrix with a state a column. */
    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "red", "loreft", "direft"})
    void statesThatAreNotTurnedAreSeen(String method) {
        FineTuning network = HiddenNetwork.moved(method);
        AdaptedReference mistaken = new AdaptedReference(network) {
            @Override
            protected DenseMatrix columns(int n, int d, double... rows) {
                return DenseMatrix.of(d, n, (i, j) -> rows[i * n + j]);
            }
        };
        assertFalse(failures(network, mistaken, Execution.PLAN).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "adapter-fnn", "loreft", "direft"})
    void aMissingResidualIsSeen(String method) {
        FineTuning network = HiddenNetwork.moved(method);
        AdaptedReference mistaken = new AdaptedReference(network) {
            @Override
            public ReferenceTensor at(Hook hook, int block, ReferenceTensor states) {
                ReferenceTensor edited = super.at(hook, block, states);
                if (edited == states) {
                    return states;
                }
                double[] values = edited.values().clone();
                for (int k = 0; k < values.length; k++) {
                    values[k] -= states.values()[k];
                }
                return ReferenceTensor.of(states.shape(), values);
            }
        };
        assertFalse(failures(network, mistaken, Execution.PLAN).isEmpty());
    }

    @Test
    void theAdapterOfAnotherBlockIsSeen() {
        FineTuning network = HiddenNetwork.moved("adapter-fnn");
        Map<String, AdaptedStates> exchanged = new HashMap<>();
        network.states().forEach((place, states) -> {
            String other = AdaptedStates.place(states.hook(), 1 - states.block());
            exchanged.put(place, states.with(network.states().get(other).slots()));
        });
        FineTuning mistaken = HiddenNetwork.with(network, Map.of(), exchanged, 0);
        assertFalse(failures(network, new AdaptedReference(mistaken), Execution.PLAN)
                .isEmpty());
    }

    /** A penalty of half the size has gradients of half the size, the loss apart. */
    @Test
    void aPenaltyThatIsHalvedIsSeen() {
        FineTuning network = HiddenNetwork.penalised(0.5);
        FineTuning halved = HiddenNetwork.with(network, network.adapted(), Map.of(), 0.25);
        List<String> failures = failures(network, new AdaptedReference(halved), Execution.PLAN);
        assertTrue(failures.stream().anyMatch(line -> line.startsWith("loss")), failures.toString());
        assertTrue(failures.stream().anyMatch(line -> line.contains(":P:")), failures.toString());
        assertTrue(failures.stream().anyMatch(line -> line.contains(":Q:")), failures.toString());
    }
}
