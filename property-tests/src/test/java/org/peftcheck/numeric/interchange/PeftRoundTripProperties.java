package org.peftcheck.numeric.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.numeric.checkpoint.Dtype;
import org.peftcheck.numeric.checkpoint.Tensor;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.Dimension;
import org.peftcheck.theory.algebra.Dimensions;
import org.peftcheck.theory.algebra.Polynomial;

/** Adapters written in PEFT's layout and read back are identical, and their numbers are as many as the method's count. */
class PeftRoundTripProperties {

    /** A layout with the sizes of the modules and a seed for their values. */
    record Draw(PeftLayout layout, Dtype dtype, List<Integer> sides, long seed) {

        PeftAdapter adapter() {
            Random random = new Random(seed);
            List<AdaptedModule> modules = new ArrayList<>();
            for (int m = 0; m + 1 < sides.size(); m++) {
                String path = "layers." + m + ".proj";
                Dimensions dimensions = Dimensions.of(sides.get(m), sides.get(m + 1), layout.rank(path));
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                layout.stored()
                        .forEach(slot -> tensors.put(
                                slot.suffix(), tensor(slot.shape(layout.adapter(path)), dimensions.values(), random)));
                modules.add(AdaptedModule.of(layout, path, tensors));
            }
            Map<String, Tensor> shared = new LinkedHashMap<>();
            if (layout instanceof VeRaLayout vera && random.nextBoolean()) {
                List<Polynomial> a = List.of(Polynomial.constant(vera.rank()), Polynomial.constant(9));
                List<Polynomial> b = List.of(Polynomial.constant(9), Polynomial.constant(vera.rank()));
                shared.put("base_model.vera_A", tensor(a, Map.of(), random).named("base_model.vera_A"));
                shared.put("base_model.vera_B", tensor(b, Map.of(), random).named("base_model.vera_B"));
            }
            return new PeftAdapter(layout, new PeftOrigin(Optional.of("a"), false, Optional.empty()), modules, shared);
        }

        private Tensor tensor(List<Polynomial> formal, Map<Dimension, Polynomial> dimensions, Random random) {
            List<Long> shape = formal.stream()
                    .map(side -> side.substitute(dimensions).constantValue().longValueExact())
                    .toList();
            Tensor.Head head = new Tensor.Head("", dtype, shape);
            double[] values = random.ints(head.count(), -127, 128)
                    .mapToDouble(k -> k * 0x1p-9)
                    .toArray();
            return Tensor.of(head, values);
        }
    }

    @Provide
    Arbitrary<Draw> draws() {
        Arbitrary<Integer> ranks = Arbitraries.integers().between(1, 4);
        Arbitrary<BigFraction> alphas = Arbitraries.integers().between(1, 40).map(k -> new BigFraction(k, 4));
        Arbitrary<Boolean> flags = Arbitraries.of(true, false);
        Arbitrary<PeftLayout> lora = Combinators.combine(ranks, alphas, flags, flags)
                .as((r, alpha, root, dora) -> new LoRaLayout(
                        r, alpha, root, dora, Map.of("1.proj", r + 1), Map.of("^layers.0.proj", alpha.add(1))));
        Arbitrary<Activation> activations = Arbitraries.of(Activation.RELU, Activation.LEAKY_RELU, Activation.GELU);
        Arbitrary<PeftLayout> peanut = Combinators.combine(
                        ranks, Arbitraries.integers().between(0, 3), activations, alphas)
                .as(PeanutLayout::new);
        Arbitrary<PeftLayout> vera = ranks.map(VeRaLayout::new);
        Arbitrary<PeftLayout> fourier =
                Combinators.combine(ranks, alphas, Arbitraries.longs()).as(FourierFtLayout::new);
        Arbitrary<List<Integer>> sides =
                Arbitraries.integers().between(1, 9).list().ofMinSize(2).ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.oneOf(lora, peanut, vera, fourier),
                        Arbitraries.of(Dtype.F32, Dtype.F16, Dtype.BF16),
                        sides,
                        Arbitraries.longs())
                .as(Draw::new);
    }

    private static PeftAdapter through(PeftAdapter adapter) {
        try {
            Path folder = Files.createTempDirectory("adapter");
            try {
                PeftFolder.write(folder, adapter);
                return PeftFolder.read(folder);
            } finally {
                Files.deleteIfExists(folder.resolve(PeftFolder.CONFIG));
                Files.deleteIfExists(folder.resolve(PeftFolder.WEIGHTS));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property(tries = 500, seed = "5061")
    void whatIsWrittenIsRead(@ForAll("draws") Draw draw) {
        PeftAdapter adapter = draw.adapter();
        PeftAdapter again = through(adapter);
        assertEquals(adapter, again);
        assertEquals(adapter.unmergeable(), again.unmergeable());
    }

    @Property(tries = 500, seed = "5062")
    void asManyNumbersAsTheMethodCounts(@ForAll("draws") Draw draw) {
        for (AdaptedModule module : draw.adapter().modules()) {
            long stored = module.tensors().values().stream()
                    .mapToLong(tensor -> tensor.head().count())
                    .sum();
            assertEquals(BigInteger.valueOf(stored), module.count());
        }
    }

    @Property(tries = 200, seed = "5063")
    void anotherSettingIsAnotherAdapter(@ForAll("draws") Draw draw) {
        PeftAdapter adapter = draw.adapter();
        if (adapter.layout() instanceof LoRaLayout lora) {
            LoRaLayout other = new LoRaLayout(
                    lora.rank(),
                    lora.alpha().add(1),
                    lora.rankStabilised(),
                    lora.dora(),
                    lora.rankPattern(),
                    lora.alphaPattern());
            List<AdaptedModule> modules = adapter.modules().stream()
                    .map(module -> AdaptedModule.of(other, module.path(), module.tensors()))
                    .toList();
            assertNotEquals(adapter, through(new PeftAdapter(other, adapter.origin(), modules, adapter.shared())));
        }
    }
}
