package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.plan.Workers;

/**
 * As an operator an adapted layer never forms a matrix of the size of its weight, d_out × d_in, neither for its outputs nor for its
 * gradients. What is looked at is the plan of a training step: each product of matrices and each program over rows that it runs, with
 * sizes among which d_out × d_in comes from nothing else.
 */
class OperatorFormTest {

    private static final int HIDDEN = 14;
    private static final int INNER = 26;
    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 1, HIDDEN, 2, INNER, 31, 16, 2, 1e-5, Activation.GELU);
    private static final Pattern PRODUCT = Pattern.compile("product (\\d+)x(\\d+)x(\\d+).*");
    private static final Pattern ROWS = Pattern.compile("rows (\\d+)x(\\d+),.*");

    private static List<String> steps(String method, UpdateForm form, String target) {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 4);
        Map<String, FloatTensor> weights = synthetic.weights();
        ClassifierHead head = synthetic.head(Pooling.MEAN, 2, false);
        FineTuning network = synthetic.network(
                weights,
                synthetic.adapted(
                        AdapterRegistry.standard().method(method).configure(AdapterOptions.DEFAULT),
                        3,
                        weights,
                        List.of(target)),
                false,
                head,
                form);
        EncodedBatch batch = synthetic.batch(head, 5, 9);
        try (SameDiffSession session = new SameDiffSession(network, new Workers(1))) {
            return session.profile(batch);
        }
    }

    /** The steps whose result is as large as the weight, or its transpose. */
    private static List<String> forming(List<String> steps, int dOut, int dIn) {
        List<String> forming = new ArrayList<>();
        int understood = 0;
        for (String line : steps) {
            String title = line.substring(line.lastIndexOf("  ") + 2);
            Matcher product = PRODUCT.matcher(title);
            Matcher rows = ROWS.matcher(title);
            boolean found;
            if (product.matches()) {
                found = is(product.group(1), product.group(3), dOut, dIn);
            } else if (rows.matches()) {
                found = is(rows.group(1), rows.group(2), dOut, dIn);
            } else {
                continue;
            }
            understood++;
            if (found) {
                forming.add(title);
            }
        }
        assertEquals(steps.size() - 1, understood, "all lines but the heading: " + steps);
        return forming;
    }

    private static boolean is(String rows, String columns, int dOut, int dIn) {
        int m = Integer.parseInt(rows);
        int n = Integer.parseInt(columns);
        return m == dOut && n == dIn || m == dIn && n == dOut;
    }

    private static int rows(String target) {
        return target.contains("intermediate") ? INNER : HIDDEN;
    }

    private static int columns(String target) {
        return target.contains("attention") || target.contains("intermediate") ? HIDDEN : INNER;
    }

    @ParameterizedTest
    @CsvSource({
        "lora, encoder.layer.0.intermediate.dense.weight",
        "lora, encoder.layer.0.output.dense.weight",
        "lora, encoder.layer.0.attention.self.query.weight",
        "peanut, encoder.layer.0.intermediate.dense.weight",
        "peanut, encoder.layer.0.output.dense.weight",
        "peanut, encoder.layer.0.attention.self.query.weight",
        "vera, encoder.layer.0.intermediate.dense.weight"
    })
    void noMatrixOfTheSizeOfTheWeightIsFormed(String method, String target) {
        List<String> steps = steps(method, UpdateForm.FACTORED, target);
        assertEquals(List.of(), forming(steps, rows(target), columns(target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lora", "peanut"})
    void theMaterialisedFormHasSuchMatrices(String method) {
        String target = "encoder.layer.0.intermediate.dense.weight";
        List<String> found = forming(steps(method, UpdateForm.MATERIALISED, target), rows(target), columns(target));
        assertTrue(found.contains("product " + INNER + "x3x" + HIDDEN), "the update: " + found);
        assertTrue(
                found.stream().anyMatch(step -> step.endsWith("x45x" + HIDDEN) || step.endsWith("x45x" + INNER)),
                "the gradient of the adapted weight: " + found);
    }

    /** The norms of DoRA's rows need the weight: so the check is not blind for the operator form either. */
    @Test
    void whatANormNeedsIsFormed() {
        String target = "encoder.layer.0.intermediate.dense.weight";
        assertFalse(forming(steps("dora", UpdateForm.FACTORED, target), INNER, HIDDEN)
                .isEmpty());
    }
}
