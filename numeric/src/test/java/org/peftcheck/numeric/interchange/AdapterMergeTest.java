package org.peftcheck.numeric.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.SafetensorsFile;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.numeric.merge.NarrowFormat;

/** Merged weights against PEFT's formulas over the rational numbers, and with each known mistake planted into those. */
class AdapterMergeTest {

    private static final BigFraction SCALE = new BigFraction(8, 3);

    @TempDir
    Path folder;

    private static BigFraction[][] w0(Checkpoint base, String module) {
        return Fractions.of(FloatMatrix.of(base.layer(module + ".weight").toRows()));
    }

    private static BigFraction[][] lora(PeftFixture fixture, String module) {
        return Fractions.times(fixture.exact(module + ".lora_B.weight"), fixture.exact(module + ".lora_A.weight"));
    }

    /** The tweaked matrix with a number of encoders and decoders, scaled by 1/2. */
    private static BigFraction[][] peanut(PeftFixture fixture, String module, BigFraction[][] input, int blocks) {
        List<BigFraction[][]> residuals = new ArrayList<>();
        BigFraction[][] hidden = Fractions.relu(Fractions.linear(input, fixture.exact(module + ".peanut_A.weight")));
        for (int i = 0; i < blocks; i++) {
            residuals.add(0, hidden);
            hidden = Fractions.relu(
                    Fractions.linear(hidden, fixture.exact(module + ".peanut_encoders." + i + ".weight")));
        }
        for (int i = 0; i < blocks; i++) {
            hidden = Fractions.relu(
                    Fractions.linear(hidden, fixture.exact(module + ".peanut_decoders." + i + ".weight")));
            hidden = Fractions.plus(hidden, BigFraction.ONE, residuals.get(i));
        }
        return Fractions.linear(hidden, fixture.exact(module + ".peanut_B.weight"));
    }

    private static MergedModule merge(Checkpoint base, NarrowFormat format, String module, Path... folders) {
        Map<String, PeftAdapter> adapters = new LinkedHashMap<>();
        for (Path path : folders) {
            adapters.put(path.getFileName().toString(), PeftFolder.read(path));
        }
        return new AdapterMerge(adapters, base, format).merge(module);
    }

    private static boolean holds(MergedModule merged, BigFraction[][] exact) {
        return Fractions.within(merged.bound(), merged.merged().weight(), exact);
    }

    @ParameterizedTest
    @EnumSource
    void loraIsTheExactValueWithinTheBound(NarrowFormat format) {
        PeftFixture fixture = PeftFixture.lora(11);
        Path adapter = fixture.write(folder.resolve("lora"), PeftFixture.LORA);
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            for (String module : List.of("up", "down")) {
                MergedModule merged = merge(base, format, module, adapter);
                BigFraction[][] w0 = w0(base, module);
                BigFraction[][] product = lora(fixture, module);
                assertTrue(holds(merged, Fractions.plus(w0, SCALE, product)));
                assertTrue(merged.bound() <= 1.01 * merged.merged().errorBound());
                assertFalse(holds(merged, Fractions.plus(w0, new BigFraction(8), product)), "alpha for alpha/r");
                assertFalse(holds(merged, Fractions.plus(w0, BigFraction.ONE, product)), "no scaling");
                assertFalse(holds(merged, w0), "no update");
            }
        }
    }

    @Test
    void rankStabilisedScalingIsThatOfItsSquareRoot() {
        PeftFixture fixture = PeftFixture.lora(12);
        String config = PeftFixture.LORA
                .replace("\"use_rslora\":false", "\"use_rslora\":true")
                .replace("\"alpha_pattern\":{}", "\"alpha_pattern\":{\"down\":2.5}");
        Path adapter = fixture.write(folder.resolve("lora"), config);
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            MergedModule merged = merge(base, NarrowFormat.F32, "down", adapter);
            BigFraction near = new BigFraction(1443375672974064L, 1000000000000000L);
            assertTrue(holds(merged, Fractions.plus(w0(base, "down"), near, lora(fixture, "down"))));
            BigFraction plain = new BigFraction(5, 6);
            assertFalse(holds(merged, Fractions.plus(w0(base, "down"), plain, lora(fixture, "down"))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void peanutIsTheExactValueWithinTheBound(NarrowFormat format) {
        PeftFixture fixture = PeftFixture.peanut(13);
        Path adapter = fixture.write(folder.resolve("peanut"), PeftFixture.PEANUT);
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            for (String module : List.of("up", "down")) {
                MergedModule merged = merge(base, format, module, adapter);
                BigFraction[][] w0 = w0(base, module);
                BigFraction[][] input = Fractions.transposed(w0);
                BigFraction half = BigFraction.ONE_HALF;
                BigFraction[][] update = Fractions.transposed(peanut(fixture, module, input, 2));
                assertTrue(holds(merged, Fractions.plus(w0, half, update)));
                BigFraction[][] shallow = Fractions.transposed(peanut(fixture, module, input, 1));
                assertFalse(holds(merged, Fractions.plus(w0, half, shallow)), "depth off by one");
                assertFalse(holds(merged, Fractions.plus(w0, BigFraction.ONE, update)), "no scaling");
            }
        }
    }

    @Test
    void twoFoldersAtOnceAddTheUpdatesOfTheBaseWeight() {
        PeftFixture lora = PeftFixture.lora(14);
        PeftFixture peanut = PeftFixture.peanut(15);
        Path first = lora.write(folder.resolve("lora"), PeftFixture.LORA);
        Path second = peanut.write(folder.resolve("peanut"), PeftFixture.PEANUT);
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            for (String module : List.of("up", "down")) {
                MergedModule merged = merge(base, NarrowFormat.BF16, module, first, second);
                BigFraction[][] w0 = w0(base, module);
                BigFraction[][] once = Fractions.plus(w0, SCALE, lora(lora, module));
                BigFraction[][] update = Fractions.transposed(peanut(peanut, module, Fractions.transposed(w0), 2));
                assertTrue(holds(merged, Fractions.plus(once, BigFraction.ONE_HALF, update)));
                BigFraction[][] afterwards =
                        Fractions.transposed(peanut(peanut, module, Fractions.transposed(once), 2));
                assertFalse(holds(merged, Fractions.plus(once, BigFraction.ONE_HALF, afterwards)), "of the merged");
                assertEquals(
                        merged.merged().weight(),
                        merge(base, NarrowFormat.BF16, module, second, first)
                                .merged()
                                .weight());
            }
        }
    }

    @Test
    void doraHasTheNormsOfRows() {
        double[][] direction = {{3, 4, 0}, {2, 3, 6}, {1, 2, 2}, {6, 2, 3}};
        double[] norms = {5, 7, 3, 7};
        double[][] a = {{1, -2, 1}, {2, 1, 0}};
        double[][] b = {{1, 2}, {0, 1}, {-1, 1}, {2, 0}};
        double[] magnitude = {2, 3, 5, 1.5};
        double[][] w0 = new double[4][3];
        BigFraction[][] exact = new BigFraction[4][3];
        BigFraction[][] columns = new BigFraction[4][3];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 3; j++) {
                w0[i][j] = direction[i][j] - 3 * (b[i][0] * a[0][j] + b[i][1] * a[1][j]);
                exact[i][j] = new BigFraction((long) (2 * magnitude[i] * direction[i][j]), 2 * (long) norms[i]);
                double norm = 0;
                for (int k = 0; k < 4; k++) {
                    norm += direction[k][j] * direction[k][j];
                }
                columns[i][j] = Fractions.of(
                        FloatMatrix.of(new double[][] {{magnitude[i] * direction[i][j] / Math.sqrt(norm)}}))[0][0];
            }
        }
        LoRaLayout layout = new LoRaLayout(2, new BigFraction(6), false, true, Map.of(), Map.of());
        AdaptedModule module = AdaptedModule.of(
                layout,
                "up",
                Map.of(
                        "lora_A.weight", Tensor.matrix("", Dtype.F32, a),
                        "lora_B.weight", Tensor.matrix("", Dtype.F32, b),
                        "lora_magnitude_vector", Tensor.vector("", Dtype.F32, magnitude)));
        Path file = folder.resolve("base.safetensors");
        SafetensorsFile.write(file, List.of(Tensor.matrix("up.weight", Dtype.F32, w0)));
        try (Checkpoint base = Checkpoints.open(file.toString())) {
            PeftAdapter adapter = new PeftAdapter(layout, PeftOrigin.NONE, List.of(module), Map.of());
            MergedModule merged = new AdapterMerge(Map.of("dora", adapter), base, NarrowFormat.F16).merge("up");
            assertTrue(holds(merged, exact));
            assertFalse(holds(merged, columns), "norms along the wrong axis");
        }
    }

    @Test
    void veraTakesTheFirstColumnsAndRowsOfWhatIsShared() {
        PeftFixture fixture = new PeftFixture(16)
                .with("base_model.vera_A", 3, 7)
                .with("base_model.vera_B", 7, 3)
                .with("up.vera_lambda_b", 7)
                .with("up.vera_lambda_d", 3);
        String config = "{\"peft_type\":\"VERA\",\"r\":3,\"save_projection\":true,\"vera_dropout\":0.0}";
        PeftAdapter adapter = PeftFolder.read(fixture.write(folder.resolve("vera"), config));
        FloatMatrix a = adapter.slots(adapter.modules().get(0), 7, 5).get("A");
        assertEquals(5, a.columns());
        Tensor shared = adapter.shared().get("base_model.vera_A");
        assertEquals(shared.at(7 + 4), a.get(1, 4));
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> adapter.slots(adapter.modules().get(0), 7, 8))
                .getMessage();
        assertEquals("tensor 'base_model.vera_A': expected at least [3, 8], found [3, 7]", refused);
    }

    @Test
    void writtenWeightsAreThoseMerged() throws Exception {
        Path adapter = PeftFixture.lora(17).write(folder.resolve("lora"), PeftFixture.LORA);
        Path out = folder.resolve("merged.safetensors");
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            AdapterMerge merge = new AdapterMerge(Map.of("lora", PeftFolder.read(adapter)), base, NarrowFormat.BF16);
            List<MergedModule> seen = new ArrayList<>();
            merge.write(out, seen::add);
            byte[] first = Files.readAllBytes(out);
            merge.write(out, seen::add);
            assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(out)));
            try (Checkpoint merged = Checkpoints.open(out.toString())) {
                assertEquals(List.of("down.weight", "up.weight"), merged.layerNames());
                for (MergedModule module : seen) {
                    assertEquals(Dtype.BF16, merged.layer(module.layer()).dtype());
                    assertEquals(
                            module.merged().weight(),
                            FloatMatrix.of(merged.layer(module.layer()).toRows()));
                }
            }
        }
    }

    private String refusal(PeftFixture fixture, String config) {
        Path adapter = fixture.write(folder.resolve("refused"), config);
        try (Checkpoint base = Checkpoints.open(PeftFixture.base(folder).toString())) {
            return assertThrows(IllegalArgumentException.class, () -> merge(base, NarrowFormat.F32, "up", adapter))
                    .getMessage();
        }
    }

    @Test
    void whatDoesNotFitTheModelIsRefused() {
        assertEquals(
                "refused: tensor 'base_model.model.up.peanut_A.weight': expected shape [r, d_out] = [3, 7] for a weight of"
                        + " 7x5, found [3, 5]",
                refusal(
                        new PeftFixture(1).with("up.peanut_A.weight", 3, 5).with("up.peanut_B.weight", 5, 3),
                        PeftFixture.PEANUT.replace("\"depth\":2", "\"depth\":0")));
        assertEquals(
                "refused: tensor 'base_model.model.up.lora_A.weight': expected shape [r, d_in] = [3, 5] for a weight of"
                        + " 7x5, found [3, 7]",
                refusal(
                        new PeftFixture(1).with("up.lora_A.weight", 3, 7).with("up.lora_B.weight", 5, 3),
                        PeftFixture.LORA));
        assertTrue(refusal(
                        new PeftFixture(1).with("upp.lora_A.weight", 3, 5).with("upp.lora_B.weight", 7, 3),
                        PeftFixture.LORA)
                .contains("no layer 'upp.weight'; near names: 'up.weight'"));
        assertEquals(
                "refused: merge: expected all values of the adapter, found that the frequencies follow from PyTorch's random"
                        + " numbers and are not stored",
                refusal(
                        new PeftFixture(1).with("up.fourierft_spectrum", 6),
                        "{\"peft_type\":\"FOURIERFT\",\"n_frequency\":6,\"scaling\":150.0}"));
        assertTrue(refusal(
                        PeftFixture.lora(1),
                        PeftFixture.LORA.replace("\"init_lora_weights\":true", "\"init_lora_weights\":\"pissa\""))
                .contains("init_lora_weights pissa has changed the base weights"));
        assertTrue(refusal(
                        PeftFixture.lora(1),
                        PeftFixture.LORA.replace("\"fan_in_fan_out\":false", "\"fan_in_fan_out\":true"))
                .contains("fan_in_fan_out is true"));
        assertTrue(refusal(
                        new PeftFixture(1).with("up.vera_lambda_b", 7).with("up.vera_lambda_d", 3),
                        "{\"peft_type\":\"VERA\",\"r\":3,\"save_projection\":false}")
                .contains("vera_A and vera_B are not stored"));
    }
}
