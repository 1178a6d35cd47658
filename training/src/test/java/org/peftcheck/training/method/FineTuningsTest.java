package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.papers.architecture.BertArchitecture;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.HiddenDimensions;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.AdaptedWeight;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.reference.AdaptedReference;

class FineTuningsTest {

    private static final SmallEncoder BERT = SmallEncoder.of(EncoderConfig.Family.BERT, 1);
    private static final ClassifierHead HEAD = new ClassifierHead(Pooling.MEAN, false, 3, false);
    private static final String QUERY = "encoder.layer.0.attention.self.query.weight";
    private static final String VALUE = "encoder.layer.1.attention.self.value.weight";

    private static FineTuning tuning(MethodChoice method) {
        return tuning(method, 7);
    }

    private static FineTuning tuning(MethodChoice method, long seed) {
        return FineTunings.of(
                new EncoderNetwork(BERT.config(), HEAD), BERT.weights(), method, UpdateForm.FACTORED, seed);
    }

    private static MethodChoice method(String id, int rank, String... targets) {
        return new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.of(rank), List.of(targets));
    }

    private static MethodChoice plain(String id) {
        return new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
    }

    /** Every method that rewrites weights, on layers of several shapes. */
    static List<MethodChoice> methods() {
        AdapterOptions deep =
                AdapterOptions.DEFAULT.withDepth(6).with(Orientation.TRANSPOSED).with(Activation.TANH);
        List<MethodChoice> methods = new java.util.ArrayList<>(List.of(
                new MethodChoice("peanut", deep, OptionalInt.of(5), List.of("all-linear")),
                new MethodChoice(
                        "fourierft",
                        AdapterOptions.DEFAULT.withCoefficients(17),
                        OptionalInt.empty(),
                        List.of("q", "up", "down"))));
        for (String id : MethodChoice.ids()) {
            if (plain(id).rewritesWeights() && !id.equals("fourierft")) {
                methods.add(method(id, 3));
                methods.add(method(id, 5, "q", "up", "output"));
            }
        }
        return methods;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void countsAreThoseOfTheory(MethodChoice method) {
        FineTuning tuning = tuning(method);
        assertEquals(
                MethodSizes.count(method, EncoderNetwork.architecture(BERT.config()))
                        .trainable(),
                BigInteger.valueOf(TrainedTensors.count(TrainedTensors.ofEncoder(tuning))));
        assertEquals(
                3 * 12 + 3,
                TrainedTensors.count(TrainedTensors.of(tuning))
                        - TrainedTensors.count(TrainedTensors.ofEncoder(tuning)));
        assertEquals(Set.of(), tuning.trainedWeights());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void trainingStartsAtThePretrainedWeightsWhereTheMethodClaimsIt(MethodChoice method) {
        FineTuning tuning = tuning(method);
        double furthest = 0;
        for (String name : tuning.adapted().keySet()) {
            float[] merged = MergedWeights.of(tuning).get(name).values();
            float[] before = BERT.weights().get(name).values();
            for (int i = 0; i < merged.length; i++) {
                furthest = Math.max(furthest, Math.abs(merged[i] - before[i]));
            }
        }
        boolean claimed = method.adapter().startsAtPretrained();
        assertEquals(claimed, furthest < 2e-6, method.id() + ": " + furthest);
    }

    static List<MethodChoice> hidden() {
        return List.of(
                method("houlsby", 5), method("adapterfnn", 4), plain("red"), method("loreft", 3), method("direft", 3));
    }

    /** The polynomial that the source states, written down apart from the slots, at d 12, f 20, L 2. */
    @ParameterizedTest
    @MethodSource("hidden")
    void countsOfMethodsOnHiddenStatesAreThoseStated(MethodChoice method) {
        FineTuning tuning = tuning(method);
        HiddenDimensions dimensions = new HiddenDimensions(12, 20, method.rank().orElse(1), 2, 1);
        BigInteger stated = method.hiddenAdapter()
                .statedCount()
                .substitute(dimensions.values())
                .constantValue();
        assertEquals(stated, BigInteger.valueOf(TrainedTensors.count(TrainedTensors.ofEncoder(tuning))));
        assertEquals(
                stated,
                MethodSizes.count(method, EncoderNetwork.architecture(BERT.config()))
                        .trainable());
        assertEquals(Map.of(), tuning.adapted());
        assertEquals(Set.of(), tuning.trainedWeights());
        assertEquals(method.id().equals("houlsby") ? 4 : 2, tuning.states().size());
    }

    /** Outputs in double precision with the initial values and without the method. */
    @ParameterizedTest
    @MethodSource("hidden")
    void outputsStartWhereTheyWereIfTheMethodClaimsIt(MethodChoice method) {
        EncodedBatch batch = new SyntheticNetwork(BERT.config(), 1).batch(HEAD, 3, 6);
        double[] with = new AdaptedReference(tuning(method)).outputs(batch);
        double[] without = new AdaptedReference(tuning(plain("lp"))).outputs(batch);
        double furthest = 0;
        for (int k = 0; k < with.length; k++) {
            furthest = Math.max(furthest, Math.abs(with[k] - without[k]));
        }
        assertEquals(method.hiddenAdapter().startsAtPretrained(), furthest == 0, method.id() + ": " + furthest);
    }

    @Test
    void blocksHaveInitialValuesOfTheirOwnWhichTheSeedDetermines() {
        FineTuning tuning = tuning(method("houlsby", 3));
        float[] first =
                tuning.states().get("block.0.after-attention").slots().get("W1").values();
        float[] second =
                tuning.states().get("block.1.after-attention").slots().get("W1").values();
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(
                first,
                tuning(method("houlsby", 3))
                        .states()
                        .get("block.0.after-attention")
                        .slots()
                        .get("W1")
                        .values());
        assertFalse(Arrays.equals(
                first,
                tuning(method("houlsby", 3), 8)
                        .states()
                        .get("block.0.after-attention")
                        .slots()
                        .get("W1")
                        .values()));
    }

    @Test
    void trainedValuesOfHiddenStatesAreReplaced() {
        FineTuning tuning = tuning(method("direft", 3));
        Map<String, FloatTensor> values = new HashMap<>(TrainedTensors.of(tuning));
        assertTrue(
                values.containsKey("block.1.residual-stream:W"), values.keySet().toString());
        values.put("block.1.residual-stream:W", FloatTensor.zeros(3, 12));
        FineTuning replaced = TrainedTensors.replaced(tuning, values);
        assertEquals(
                0,
                replaced.states()
                        .get("block.1.residual-stream")
                        .slots()
                        .get("W")
                        .values()[5]);
        assertEquals(
                tuning.states().get("block.0.residual-stream").slots().get("W").values()[5],
                replaced.states()
                        .get("block.0.residual-stream")
                        .slots()
                        .get("W")
                        .values()[5]);
    }

    @Test
    void aPenaltyNeedsAdaptersThatHaveOne() {
        FineTuning adalora = tuning(method("adalora", 3));
        assertEquals(0.5, adalora.penalty());
        assertEquals(0, tuning(method("lora", 3)).penalty());
        refused(
                "penalty: expected adapters with a term of their own in the loss, got others",
                () -> new FineTuning(
                        adalora.formula(),
                        adalora.weights(),
                        tuning(method("lora", 3)).adapted(),
                        Set.of(),
                        adalora.head(),
                        UpdateForm.FACTORED,
                        Map.of(),
                        0.5));
    }

    @Test
    void queryAndValueAreTheUsualTargets() {
        assertEquals(
                Set.of(QUERY, QUERY.replace("query", "value"), VALUE, VALUE.replace("value", "query")),
                tuning(method("lora", 2)).adapted().keySet());
    }

    @Test
    void fullFineTuningTrainsAllButAPoolerThatIsNotUsed() {
        FineTuning full = tuning(plain("full"));
        BertArchitecture architecture = EncoderNetwork.architecture(BERT.config());
        assertEquals(
                architecture.denominator("without pooler").parameters(),
                TrainedTensors.count(TrainedTensors.ofEncoder(full)));
        FineTuning pooled = FineTunings.of(
                new EncoderNetwork(BERT.config(), new ClassifierHead(Pooling.POOLER, false, 3, false)),
                BERT.weights(),
                plain("full"),
                UpdateForm.FACTORED,
                7);
        assertEquals(architecture.parameters(), TrainedTensors.count(TrainedTensors.ofEncoder(pooled)));
    }

    @Test
    void bitFitAndLinearProbingCountAsInTheory() {
        assertEquals(
                HiddenRegistry.method("bitfit")
                        .trainableCount()
                        .substitute(new HiddenDimensions(12, 20, 1, 2, 3).values())
                        .constantValue(),
                BigInteger.valueOf(TrainedTensors.count(TrainedTensors.ofEncoder(tuning(plain("bitfit"))))));
        FineTuning probe = tuning(plain("lp"));
        assertEquals(Map.of(), TrainedTensors.ofEncoder(probe));
        assertEquals(
                HiddenRegistry.method("linear-probing")
                        .trainableCount()
                        .substitute(new HiddenDimensions(12, 20, 1, 2, 3).values())
                        .constantValue(),
                BigInteger.valueOf(TrainedTensors.count(TrainedTensors.of(probe))));
    }

    @Test
    void sameSeedSameBitsAndAnotherSeedOthers() {
        MethodChoice peanut = method("peanut", 4);
        assertEquals(TrainedTensors.of(tuning(peanut)), TrainedTensors.of(tuning(peanut)));
        assertNotEquals(TrainedTensors.of(tuning(peanut)), TrainedTensors.of(tuning(peanut, 8)));
    }

    @Test
    void aFurtherLayerLeavesTheOthersAsTheyAre() {
        AdaptedWeight few = tuning(method("peanut", 4, "v")).adapted().get(VALUE);
        AdaptedWeight many =
                tuning(method("peanut", 4, "q", "v", "up")).adapted().get(VALUE);
        assertEquals(few.slots(), many.slots());
        FineTuning all = tuning(method("peanut", 4, "q", "v"));
        assertNotEquals(
                all.adapted().get(QUERY).slots(), all.adapted().get(VALUE).slots());
    }

    @Test
    void layersOfOneShapeShareTheProjectionsOfVera() {
        FineTuning vera = tuning(method("vera", 4, "q", "v", "up"));
        Map<String, FloatTensor> query = vera.adapted().get(QUERY).slots();
        Map<String, FloatTensor> value = vera.adapted().get(VALUE).slots();
        Map<String, FloatTensor> up =
                vera.adapted().get("encoder.layer.0.intermediate.dense.weight").slots();
        assertSame(query.get("A"), value.get("A"));
        assertSame(query.get("B"), value.get("B"));
        assertSame(query.get("A"), up.get("A"));
        assertNotEquals(query.get("B"), up.get("B"));
        assertNotSame(query.get("d"), value.get("d"));
        FineTuning lora = tuning(method("lora", 4));
        assertNotEquals(
                lora.adapted().get(QUERY).slots().get("B"),
                lora.adapted().get(VALUE).slots().get("B"));
    }

    /** The frequencies follow from the whole shape of a layer: a layer of another height has other waves along its inputs, too. */
    @Test
    void layersOfDifferentShapesHaveWavesOfTheirOwn() {
        AdapterOptions few = AdapterOptions.DEFAULT.withCoefficients(5);
        String up = "encoder.layer.0.intermediate.dense.weight";
        MethodChoice both = new MethodChoice("fourierft", few, OptionalInt.empty(), List.of("q", "up"));
        MethodChoice alone = new MethodChoice("fourierft", few, OptionalInt.empty(), List.of("up"));
        Map<String, FloatTensor> together = tuning(both).adapted().get(up).slots();
        Map<String, FloatTensor> own = tuning(alone).adapted().get(up).slots();
        for (String wave : List.of("Co", "Ci", "So", "Si")) {
            assertEquals(own.get(wave), together.get(wave), wave);
        }
        assertNotEquals(tuning(both).adapted().get(QUERY).slots().get("Ci"), together.get("Ci"));
    }

    @Test
    void theHeadIsDrawnAsBertDrawsIt() {
        Map<String, FloatTensor> head =
                InitialHead.draw(new ClassifierHead(Pooling.MEAN, true, 2, false).shapes(400), 3);
        FloatTensor weight = head.get("classifier.dense.weight");
        double squares = 0;
        for (float x : weight.values()) {
            squares += x * x;
        }
        assertEquals(0.02, Math.sqrt(squares / weight.values().length), 2e-4);
        assertEquals(FloatTensor.zeros(400), head.get("classifier.dense.bias"));
    }

    private static void refused(String message, Runnable what) {
        String found = assertThrows(IllegalArgumentException.class, what::run).getMessage();
        assertTrue(found.startsWith(message), found);
        assertFalse(found.contains("\n"), found);
    }

    @Test
    void badSizesAndTargetsAreRefused() {
        refused("LoRA rank: expected at least 1, got 0", () -> tuning(method("lora", 0)));
        refused("LoRA rank: expected at most 12 (the smaller side of", () -> tuning(method("lora", 13)));
        refused("PEANuT width: expected at least 1, got -1", () -> tuning(method("peanut", -1)));
        refused("LoRA: expected a rank >= 1, got none", () -> tuning(plain("lora")));
        refused(
                "FourierFT: expected a number of coefficients and no rank, got rank 4",
                () -> tuning(method("fourierft", 4)));
        refused("target `kwery`: names no linear layer", () -> tuning(method("lora", 2, "kwery")));
        refused(
                "target pooler: expected a layer that the outputs depend on, got one that this head does not use",
                () -> tuning(method("lora", 2, "pooler")));
        refused("method `loraa`: expected one that can be trained here", () -> plain("loraa"));
        refused("Houlsby adapter: expected a rank >= 1, got none", () -> tuning(plain("houlsby")));
        refused("RED: expected no rank, got rank 4", () -> tuning(method("red", 4)));
        refused(
                "loreft: expected no targets or other settings, got activation",
                () -> new MethodChoice(
                        "loreft", AdapterOptions.DEFAULT.with(Activation.GELU), OptionalInt.of(3), List.of()));
        refused(
                "lora: expected no settings of pruning that it does not heed, got penalty",
                () -> plain("lora").with(new PruningSettings(OptionalInt.empty(), 0.1, 0.05, 0.1, 0.5, 1)));
        refused("full: expected no rank, targets or other settings, got rank 8", () -> method("full", 8));
        refused(
                "bitfit: expected no rank, targets or other settings, got targets q,v",
                () -> new MethodChoice("bitfit", AdapterOptions.DEFAULT, OptionalInt.empty(), List.of("q", "v")));
        refused(
                "linear-probing: expected no rank, targets or other settings, got depth",
                () -> new MethodChoice("lp", AdapterOptions.DEFAULT.withDepth(4), OptionalInt.empty(), List.of()));
    }

    @Test
    void aWeightThatDoesNotFitIsRefused() {
        Map<String, FloatTensor> other = new HashMap<>(BERT.weights());
        other.put(VALUE, FloatTensor.zeros(12, 13));
        refused(
                "weight '" + VALUE + "': expected [12, 12] by the sizes of the model, found [12, 13]",
                () -> FineTunings.of(
                        new EncoderNetwork(BERT.config(), HEAD), other, method("lora", 2), UpdateForm.FACTORED, 1));
        other.remove(VALUE);
        refused(
                "weight '" + VALUE + "': expected [12, 12] by the sizes of the model, found none",
                () -> FineTunings.of(
                        new EncoderNetwork(BERT.config(), HEAD), other, method("lora", 2), UpdateForm.FACTORED, 1));
    }

    @Test
    void theLargestSizeWithinABudgetIsFound() {
        MethodChoice lora =
                MethodSizes.within(plain("lora"), EncoderNetwork.architecture(BERT.config()), BigInteger.valueOf(500));
        assertEquals(OptionalInt.of(5), lora.rank());
        MethodChoice fourier = MethodSizes.within(
                plain("fourierft"), EncoderNetwork.architecture(BERT.config()), BigInteger.valueOf(403));
        assertEquals(OptionalInt.of(100), fourier.options().coefficients());
        assertEquals(
                plain("full"),
                MethodSizes.within(plain("full"), EncoderNetwork.architecture(BERT.config()), BigInteger.ONE));
        refused(
                "budget 95: expected at least 96, the smallest count of LoRA here",
                () -> MethodSizes.within(
                        plain("lora"), EncoderNetwork.architecture(BERT.config()), BigInteger.valueOf(95)));
    }
}
