package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.peftcheck.numeric.checkpoint.StoredTensor.Layer;

/** A damaged file is refused in one line, or is a sound file with other content; nothing else comes out. */
class SafetensorsCorruptionProperties {

    @Provide
    Arbitrary<byte[]> files() {
        Arbitrary<List<Layer>> layers = StoredTensor.layers()
                .list()
                .uniqueElements(Layer::name)
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<List<StoredTensor>> others =
                StoredTensor.others().list().uniqueElements(StoredTensor::name).ofMaxSize(2);
        return Combinators.combine(layers, others).as((some, rest) -> {
            List<StoredTensor> tensors = new ArrayList<>(rest);
            some.forEach(layer -> tensors.add(layer.stored()));
            return SafetensorsWriter.write(tensors);
        });
    }

    @Property(tries = 3000, seed = "7201")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anotherByteInTheHeaderIsRefusedOrMakesASoundFile(
            @ForAll("files") byte[] file, @ForAll Random random, @ForAll boolean printable) {
        int at = random.nextInt(SafetensorsWriter.dataStart(file));
        byte old = file[at];
        while (file[at] == old) {
            file[at] = (byte) (printable ? ' ' + random.nextInt(95) : random.nextInt(256));
        }
        boolean refused = refusesOrReadsSoundly(file);
        Statistics.collect(refused, at < 8 ? "length" : "text");
        Statistics.coverage(check -> {
            check.check(true, "length").percentage(share -> share > 3);
            check.check(true, "text").percentage(share -> share > 40);
            check.check(false, "text").percentage(share -> share > 5);
        });
    }

    @Property(tries = 1000, seed = "7202")
    void severalOtherBytesAnywhereAreRefusedOrMakeASoundFile(
            @ForAll("files") byte[] file, @ForAll Random random, @ForAll @IntRange(min = 1, max = 8) int changes) {
        for (int n = 0; n < changes; n++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        }
        refusesOrReadsSoundly(file);
    }

    @Property(tries = 1500, seed = "7203")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void everyTruncationIsRefused(@ForAll("files") byte[] file, @ForAll Random random, @ForAll boolean inHeader) {
        int length = random.nextInt(inHeader ? SafetensorsWriter.dataStart(file) : file.length);
        byte[] cut = Arrays.copyOf(file, length);
        try (ScratchFile scratch = new ScratchFile(cut, ".safetensors")) {
            assertNotNull(scratch.refusal());
        }
        String where = length < SafetensorsWriter.dataStart(file) ? "header" : "data";
        Statistics.collect(length < 8 ? "length" : where);
        Statistics.coverage(check -> {
            check.check("length").count(count -> count > 10);
            check.check("header").percentage(share -> share > 30);
            check.check("data").percentage(share -> share > 5);
        });
    }

    @Property(tries = 1000, seed = "7204")
    void bytesAfterTheEndAreRefused(@ForAll("files") byte[] file, @ForAll @IntRange(min = 1, max = 64) int more) {
        try (ScratchFile scratch = new ScratchFile(Arrays.copyOf(file, file.length + more), ".safetensors")) {
            BadCheckpointException refused = scratch.refusal();
            assertNotNull(refused);
            assertTrue(refused.getMessage().contains(": data: expected "), refused.getMessage());
        }
    }

    @Property(tries = 1000, seed = "7205")
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void dataThatMeetsItsNeighbourIsTakenAndAHoleOrOverlapIsNot(
            @ForAll @IntRange(min = 1, max = 9) int first,
            @ForAll @IntRange(min = 1, max = 9) int second,
            @ForAll @IntRange(min = -3, max = 3) int shift) {
        int begin = Math.max(0, 2 * first + shift);
        int end = begin + 2 * second;
        String header =
                "{" + entry("a.weight", first, 0, 2 * first) + "," + entry("b.weight", second, begin, end) + "}";
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[8 + text.length + Math.max(end, 2 * first)];
        file[0] = (byte) text.length;
        System.arraycopy(text, 0, file, 8, text.length);
        try (ScratchFile scratch = new ScratchFile(file, ".safetensors")) {
            BadCheckpointException refused = scratch.refusal();
            if (shift == 0) {
                assertNull(refused);
            } else {
                assertNotNull(refused);
                String what = shift < 0 ? "found an overlap" : "found a hole";
                assertTrue(refused.getMessage().contains(what), refused.getMessage());
            }
        }
        Statistics.collect(Integer.signum(shift));
        Statistics.coverage(check -> {
            for (int sign = -1; sign <= 1; sign++) {
                check.check(sign).percentage(share -> share > 8);
            }
        });
    }

    @Property(tries = 2000, seed = "7206")
    void anyBytesAreRefusedInOneLine(@ForAll @Size(max = 40) byte[] bytes, @ForAll("endings") String ending) {
        try (ScratchFile scratch = new ScratchFile(bytes, ending)) {
            assertNotNull(scratch.refusal());
        }
    }

    @Property(tries = 1500, seed = "7207")
    void anyTextAsHeaderIsRefusedInOneLine(@ForAll("texts") String text) {
        byte[] header = ("{" + text).getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[8 + header.length];
        file[0] = (byte) header.length;
        file[1] = (byte) (header.length >> 8);
        System.arraycopy(header, 0, file, 8, header.length);
        try (ScratchFile scratch = new ScratchFile(file, ".safetensors")) {
            assertNotNull(scratch.refusal());
        }
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of(".safetensors", ".onnx", ".bin");
    }

    /** Pieces of headers in any order. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "\"a.weight\":",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "\"dtype\":\"F32\"",
                        "\"shape\":[1,1]",
                        "\"shape\":[-1]",
                        "\"data_offsets\":[0,4]",
                        "\"data_offsets\":[4,0]",
                        "null",
                        "1e999",
                        "99999999999999999999",
                        "\n",
                        "\"",
                        "\"__metadata__\":{}",
                        "\u2028",
                        "é")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    private static boolean refusesOrReadsSoundly(byte[] file) {
        try (ScratchFile scratch = new ScratchFile(file, ".safetensors")) {
            if (scratch.refusal() != null) {
                return true;
            }
            try (Checkpoint checkpoint = scratch.open()) {
                long bytes = 0;
                for (String name : checkpoint.layerNames()) {
                    WeightMatrix weight = checkpoint.layer(name);
                    bytes +=
                            (long) weight.dOut() * weight.dIn() * weight.dtype().byteWidth();
                }
                assertTrue(bytes <= file.length - SafetensorsWriter.dataStart(file));
            }
            return false;
        }
    }

    private static String entry(String name, int columns, int begin, int end) {
        return String.format(
                "\"%s\":{\"dtype\":\"F16\",\"shape\":[1,%d],\"data_offsets\":[%d,%d]}", name, columns, begin, end);
    }
}
