package org.peftcheck.training.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.hipparchus.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peftcheck.numeric.certificate.FloatMatrix;
import org.peftcheck.numeric.interchange.AdaptedModule;
import org.peftcheck.numeric.interchange.PeftAdapter;
import org.peftcheck.numeric.interchange.PeftFolder;
import org.peftcheck.numeric.reading.DenseMatrix;
import org.peftcheck.numeric.reading.EjmlAlgebra;
import org.peftcheck.theory.adapter.AdaptedLayer;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.NormAxis;
import org.peftcheck.theory.adapter.Orientation;
import org.peftcheck.theory.adapter.Scaling;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig.Family;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;

class PeftExportTest {

    private static final ClassifierHead MEAN = new ClassifierHead(Pooling.MEAN, false, 2, false);
    private static final AdapterOptions NONE = AdapterOptions.DEFAULT;

    @TempDir
    Path folder;

    private static MethodChoice method(String id, AdapterOptions options, String... targets) {
        OptionalInt rank = id.equals("fourierft") || id.equals("lp") ? OptionalInt.empty() : OptionalInt.of(3);
        return new MethodChoice(id, options, rank, List.of(targets));
    }

    private static FineTuning initial(Family family, MethodChoice method, ClassifierHead head) {
        SmallEncoder encoder = SmallEncoder.of(family, 4);
        return FineTunings.of(
                new EncoderNetwork(encoder.config(), head), encoder.weights(), method, UpdateForm.FACTORED, 5);
    }

    /** The network with all that is trained away from its start. */
    private static FineTuning trained(FineTuning initial) {
        RandomGenerator random = SeededRandom.of(9, "trained");
        Map<String, FloatTensor> moved = new LinkedHashMap<>();
        TrainedTensors.of(initial).forEach((name, value) -> {
            FloatTensor other = SmallEncoder.random(random, value.shape());
            for (int i = 0; i < other.values().length; i++) {
                other.values()[i] += value.values()[i];
            }
            moved.put(name, other);
        });
        return TrainedTensors.replaced(initial, moved);
    }

    static List<MethodChoice> possible() {
        AdapterOptions peanut = NONE.with(Orientation.TRANSPOSED).with(Scaling.alphaOverRank(new BigFraction(3, 2)));
        return List.of(
                method("lora", NONE.with(Scaling.alphaOverRank(new BigFraction(2))), "q", "up"),
                method("lora", NONE.with(Scaling.constant(new BigFraction(1, 4))), "q", "down"),
                method("lora", NONE.with(Scaling.alphaOverRootRank(new BigFraction(2))), "v"),
                method("dora", NONE, "q", "up"),
                method("vera", NONE, "q", "v"),
                method("pissa", NONE, "q", "up"),
                method("milora", NONE, "v", "down"),
                method("peanut", peanut, "q", "up"),
                method("peanut", peanut.withDepth(6).with(Activation.TANH), "down"));
    }

    /** What another reader of the files makes of a base weight. */
    private static DenseMatrix merged(PeftAdapter adapter, AdaptedModule module, FloatTensor w0) {
        int dOut = w0.shape()[0];
        int dIn = w0.shape()[1];
        Map<String, DenseMatrix> slots = new LinkedHashMap<>();
        for (Map.Entry<String, FloatMatrix> slot :
                adapter.slots(module, dOut, dIn).entrySet()) {
            slots.put(slot.getKey(), DenseMatrix.of(slot.getValue().toRows()));
        }
        Dimensions dimensions = Dimensions.of(dOut, dIn, adapter.layout().rank(module.path()));
        return AdaptedLayer.of(
                        module.adapter(),
                        new EjmlAlgebra(),
                        dimensions,
                        Matrices.inDoubles(w0),
                        slots,
                        DenseMatrix::shape)
                .weight();
    }

    @ParameterizedTest
    @MethodSource("possible")
    void whatIsReadBackGivesTheMergedWeights(MethodChoice method) {
        FineTuning initial = initial(Family.BERT, method, MEAN);
        FineTuning trained = trained(initial);
        PeftExport export = PeftExport.of(trained, initial, Optional.of("small"));
        PeftFolder.write(folder, export.adapter());
        PeftAdapter read = PeftFolder.read(folder);
        assertEquals(export.adapter(), read);
        assertEquals(trained.head(), export.head());
        List<String> modules = new ArrayList<>();
        for (AdaptedModule module : read.modules()) {
            String weight = module.path() + ".weight";
            modules.add(weight);
            FloatTensor own = MergedWeights.of(trained).get(weight);
            FloatTensor theirs =
                    Matrices.rounded(merged(read, module, initial.weights().get(weight)));
            assertArrayEquals(own.values(), theirs.values(), 2e-6f, method.id());
        }
        assertEquals(List.copyOf(new java.util.TreeSet<>(trained.adapted().keySet())), modules);
    }

    @Test
    void theHeadGoesAlongWhereTransformersHasIt() {
        FineTuning bert = trained(
                initial(Family.BERT, method("lora", NONE), new ClassifierHead(Pooling.POOLER, false, 2, false)));
        PeftExport export = PeftExport.of(bert, bert, Optional.empty());
        PeftFolder.write(folder, export.adapter());
        PeftAdapter read = PeftFolder.read(folder);
        assertEquals(export.adapter(), read);
        assertEquals(
                java.util.Set.of("classifier.weight", "classifier.bias"),
                read.saved().keySet());
        assertTrue(read.module("bert.encoder.layer.0.attention.self.query").isPresent());
        assertEquals(Map.of(), export.head());

        FineTuning roberta = trained(
                initial(Family.ROBERTA, method("lora", NONE), new ClassifierHead(Pooling.FIRST, true, 2, false)));
        PeftAdapter adapter = PeftExport.of(roberta, roberta, Optional.empty()).adapter();
        assertEquals(
                java.util.Set.of(
                        "classifier.dense.weight",
                        "classifier.dense.bias",
                        "classifier.out_proj.weight",
                        "classifier.out_proj.bias"),
                adapter.saved().keySet());
        assertTrue(
                adapter.module("roberta.encoder.layer.1.attention.self.value").isPresent());
    }

    private static void refused(String message, MethodChoice method) {
        FineTuning network = initial(Family.BERT, method, MEAN);
        String found = assertThrows(
                        IllegalArgumentException.class, () -> PeftExport.of(network, network, Optional.empty()))
                .getMessage();
        assertTrue(found.startsWith(message), found);
    }

    @Test
    void whatPeftDoesNotHaveIsRefusedWithWhatItHas() {
        String has = ": expected a method that PEFT has, one of " + PeftLayouts.POSSIBLE;
        refused("export of PEANuT" + has, method("peanut", NONE));
        refused("export of FourierFT" + has, method("fourierft", NONE.withCoefficients(9)));
        refused("export of nonlinear LoRA" + has, method("nonlinear-lora", NONE));
        refused("export of DoRA" + has, method("dora", NONE.with(NormAxis.COLUMN)));
        refused("export: expected a network with adapters, by one of lora, dora", method("lp", NONE));
        refused("export of VeRA: expected layers of one shape", method("vera", NONE, "q", "up"));
        refused(
                "activation: expected one that PEFT has a name for, got sin2pi",
                method("peanut", NONE.with(Orientation.TRANSPOSED).with(Activation.SIN2PI)));
        refused(
                "export: expected a scaling that is a fraction",
                method(
                        "peanut",
                        NONE.with(Orientation.TRANSPOSED).with(Scaling.alphaOverRootRank(new BigFraction(2)))));
    }
}
