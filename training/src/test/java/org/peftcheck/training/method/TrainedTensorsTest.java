package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;

class TrainedTensorsTest {

    private static final SmallEncoder BERT = SmallEncoder.of(EncoderConfig.Family.BERT, 2);
    private static final String UP = "encoder.layer.1.intermediate.dense.weight";

    private static FineTuning tuning(String id) {
        boolean sized = !List.of("full", "bitfit", "lp").contains(id);
        MethodChoice method = new MethodChoice(
                id,
                id.equals("lora")
                        ? AdapterOptions.DEFAULT.with(Scaling.alphaOverRank(new BigFraction(2)))
                        : AdapterOptions.DEFAULT,
                sized ? OptionalInt.of(3) : OptionalInt.empty(),
                sized ? List.of("q", "up") : List.of());
        return FineTunings.of(
                new EncoderNetwork(BERT.config(), new ClassifierHead(Pooling.MEAN, true, 2, false)),
                BERT.weights(),
                method,
                UpdateForm.FACTORED,
                5);
    }

    private static Map<String, FloatTensor> moved(Map<String, FloatTensor> values) {
        RandomGenerator random = SeededRandom.of(9, "moved");
        Map<String, FloatTensor> moved = new LinkedHashMap<>();
        values.forEach((name, value) -> moved.put(name, SmallEncoder.random(random, value.shape())));
        return moved;
    }

    @ParameterizedTest
    @ValueSource(strings = {"peanut", "vera", "dora", "full", "bitfit", "lp"})
    void replacedValuesAreFoundAgain(String id) {
        FineTuning before = tuning(id);
        Map<String, FloatTensor> values = moved(TrainedTensors.of(before));
        FineTuning after = TrainedTensors.replaced(before, values);
        assertEquals(values, TrainedTensors.of(after));
        assertNotEquals(values, TrainedTensors.of(before));
    }

    @Test
    void namesAreThoseOfTheWeightAndTheSlot() {
        Map<String, FloatTensor> values = TrainedTensors.of(tuning("peanut"));
        assertEquals(
                List.of(12, 3),
                List.of(
                        values.get(UP + ":Theta1").shape()[0],
                        values.get(UP + ":Theta1").shape()[1]));
        assertEquals(4 * 2 + 4, values.size());
    }

    @Test
    void theMergeIsTheFormula() {
        FineTuning lora = TrainedTensors.replaced(tuning("lora"), moved(TrainedTensors.of(tuning("lora"))));
        Map<String, FloatTensor> slots = lora.adapted().get(UP).slots();
        FloatTensor merged = MergedWeights.of(lora).get(UP);
        float[] w0 = BERT.weights().get(UP).values();
        float[] a = slots.get("A").values();
        float[] b = slots.get("B").values();
        double sum = 0;
        for (int l = 0; l < 3; l++) {
            sum += 2.0 / 3 * a[19 * 3 + l] * b[l * 12 + 5];
        }
        assertEquals((float) (w0[19 * 12 + 5] + sum), merged.values()[19 * 12 + 5], 1e-7f);
        String untouched = "encoder.layer.1.output.dense.weight";
        assertEquals(BERT.weights().get(untouched), MergedWeights.of(lora).get(untouched));
        assertNotEquals(BERT.weights().get(UP), merged);
    }

    private static void refused(String message, Map<String, FloatTensor> values) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> TrainedTensors.replaced(tuning("lora"), values))
                        .getMessage());
    }

    @Test
    void valuesThatDoNotFitAreRefused() {
        Map<String, FloatTensor> values = TrainedTensors.of(tuning("lora"));
        Map<String, FloatTensor> other = new LinkedHashMap<>(values);
        other.put(UP + ":A", FloatTensor.zeros(20, 4));
        refused("trained tensor '" + UP + ":A': expected shape [20, 3], found [20, 4]", other);
        other.remove(UP + ":A");
        refused("trained tensor '" + UP + ":A': expected shape [20, 3], found none", other);
        other.putAll(values);
        other.put(UP + ":Theta1", FloatTensor.zeros(1));
        refused(
                "trained tensors: expected none called '" + UP
                        + ":Theta1', which is not trained in this network, found one",
                other);
    }
}
