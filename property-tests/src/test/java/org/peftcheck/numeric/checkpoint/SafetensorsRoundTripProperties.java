package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.peftcheck.numeric.checkpoint.StoredTensor.Layer;

/** What is written is read: names, shapes, formats and values to the last bit. */
class SafetensorsRoundTripProperties {

    @Provide
    Arbitrary<List<Layer>> layers() {
        return StoredTensor.layers()
                .list()
                .uniqueElements(Layer::name)
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Layer> layer() {
        return StoredTensor.layers();
    }

    @Provide
    Arbitrary<List<StoredTensor>> others() {
        return StoredTensor.others().list().uniqueElements(StoredTensor::name).ofMaxSize(4);
    }

    @Property(tries = 1000, seed = "7101")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyLayerIsReadAsItWasWritten(
            @ForAll("layers") List<Layer> layers, @ForAll("others") List<StoredTensor> others) {
        List<StoredTensor> tensors = new ArrayList<>(others);
        layers.forEach(layer -> tensors.add(layer.stored()));
        try (ScratchFile file = new ScratchFile(SafetensorsWriter.write(tensors), ".safetensors");
                Checkpoint checkpoint = file.open()) {
            assertEquals(layers.size(), checkpoint.layerNames().size());
            for (Layer layer : layers) {
                assertSameLayer(layer, checkpoint.layer(layer.name()));
                layer.patterns()
                        .forEach(pattern -> Statistics.label("numbers")
                                .collect(layer.format().kind(pattern)));
                Statistics.label("formats").collect(layer.format().dtype());
            }
        }
        Statistics.label("others").collect(others.isEmpty() ? "none" : "some");
        Statistics.label("formats").coverage(check -> {
            for (Dtype dtype : Dtype.values()) {
                check.check(dtype).percentage(share -> share > 15);
            }
        });
        Statistics.label("numbers").coverage(check -> {
            check.check("zero").percentage(share -> share > 1);
            check.check("minus zero").percentage(share -> share > 1);
            check.check("subnormal").percentage(share -> share > 10);
            check.check("largest").count(count -> count > 100);
        });
        Statistics.label("others").coverage(check -> check.check("some").percentage(share -> share > 50));
    }

    @Property(tries = 1000, seed = "7102")
    void neitherOrderNorPaddingNorMetadataMatters(
            @ForAll("layers") List<Layer> layers,
            @ForAll("others") List<StoredTensor> others,
            @ForAll Random random,
            @ForAll @IntRange(max = 16) int padding) {
        List<StoredTensor> inHeader = new ArrayList<>(others);
        layers.forEach(layer -> inHeader.add(layer.stored()));
        List<StoredTensor> inData = new ArrayList<>(inHeader);
        Collections.shuffle(inHeader, random);
        Collections.shuffle(inData, random);
        Map<String, String> metadata = random.nextBoolean() ? Map.of("format", "pt", "\n", "ü") : Map.of();
        try (ScratchFile file =
                        new ScratchFile(SafetensorsWriter.write(inHeader, inData, metadata, padding), ".safetensors");
                Checkpoint checkpoint = file.open()) {
            List<String> names =
                    layers.stream().map(Layer::name).sorted(new NaturalOrder()).toList();
            assertEquals(names, checkpoint.layerNames());
            layers.forEach(layer -> assertSameLayer(layer, checkpoint.layer(layer.name())));
        }
    }

    @Property(tries = 1000, seed = "7103")
    void theDigestDoesNotDependOnTheFormatThatHoldsTheValues(@ForAll("layer") Layer layer) {
        double[] values = layer.values();
        List<Long> asDoubles = new ArrayList<>();
        List<Long> asFloats = new ArrayList<>();
        for (double value : values) {
            asDoubles.add(Double.doubleToRawLongBits(value));
            asFloats.add((long) Float.floatToRawIntBits((float) value));
        }
        List<StoredTensor> tensors = new ArrayList<>();
        tensors.add(StoredTensor.matrix("a.weight", layer.format(), layer.dOut(), layer.dIn(), layer.patterns()));
        tensors.add(StoredTensor.matrix("b.weight", NumberFormat.F64, layer.dOut(), layer.dIn(), asDoubles));
        if (layer.format() != NumberFormat.F64) {
            tensors.add(StoredTensor.matrix("c.weight", NumberFormat.F32, layer.dOut(), layer.dIn(), asFloats));
        }
        try (ScratchFile file = new ScratchFile(SafetensorsWriter.write(tensors), ".safetensors");
                Checkpoint checkpoint = file.open()) {
            HashSet<String> digests = new HashSet<>();
            checkpoint
                    .layerNames()
                    .forEach(name -> digests.add(checkpoint.layer(name).sha256()));
            assertEquals(1, digests.size());
        }
    }

    @Property(tries = 1000, seed = "7104")
    void theDigestChangesWithTheLastBitOfAnyValue(@ForAll("layer") Layer layer, @ForAll Random random) {
        double[] values = layer.values();
        WeightMatrix before = WeightMatrix.of("w", layer.dOut(), layer.dIn(), Dtype.F64, values);
        int at = random.nextInt(values.length);
        values[at] = Math.nextDown(values[at]);
        Assume.that(Double.isFinite(values[at]));
        WeightMatrix after = WeightMatrix.of("w", layer.dOut(), layer.dIn(), Dtype.F64, values);
        assertNotEquals(before.sha256(), after.sha256());
        assertTrue(before.sha256().matches("[0-9a-f]{64}"));
    }

    @Property(tries = 1000, seed = "7105")
    void aNumberThatIsNotFiniteIsRefusedAtItsPlace(@ForAll("layers") List<Layer> layers, @ForAll Random random) {
        int which = random.nextInt(layers.size());
        Layer sick = layers.get(which);
        int at = random.nextInt(sick.patterns().size());
        List<Long> patterns = new ArrayList<>(sick.patterns());
        patterns.set(at, sick.format().nonFinite().generator(10).next(random).value());
        List<StoredTensor> tensors = new ArrayList<>();
        layers.forEach(layer -> tensors.add(layer.stored()));
        tensors.set(which, StoredTensor.matrix(sick.name(), sick.format(), sick.dOut(), sick.dIn(), patterns));
        try (ScratchFile file = new ScratchFile(SafetensorsWriter.write(tensors), ".safetensors");
                Checkpoint checkpoint = file.open()) {
            BadCheckpointException refused = file.refusal();
            assertNotNull(refused);
            String place = Quote.of(sick.name()) + ", row " + at / sick.dIn() + ", column " + at % sick.dIn() + " (";
            assertTrue(refused.getMessage().contains(place), refused.getMessage());
            layers.stream()
                    .filter(layer -> layer != sick)
                    .forEach(layer -> assertSameLayer(layer, checkpoint.layer(layer.name())));
        }
    }

    private static void assertSameLayer(Layer expected, WeightMatrix actual) {
        assertEquals(expected.name(), actual.name());
        assertEquals(expected.dOut(), actual.dOut());
        assertEquals(expected.dIn(), actual.dIn());
        assertEquals(expected.format().dtype(), actual.dtype());
        assertArrayEquals(expected.values(), actual.toRowMajor());
        for (int i = 0; i < actual.dOut(); i++) {
            for (int j = 0; j < actual.dIn(); j++) {
                assertEquals(actual.toRows()[i][j], actual.at(i, j));
            }
        }
    }
}
