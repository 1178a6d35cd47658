package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real MiniLM-L6, out of its artifact. */
class MiniLmTest {
    private static final String LAST_OUTPUT = "encoder.layer.5.output.dense.weight";
    private static Checkpoint minilm;

    @BeforeAll
    static void open() {
        minilm = Checkpoints.open("minilm");
    }

    @AfterAll
    static void close() {
        minilm.close();
    }

    @Test
    void has36LinearLayersInTheOrderOfTheModel() {
        List<String> expected = new ArrayList<>();
        for (int layer = 0; layer < 6; layer++) {
            for (String part : List.of(
                    "attention.self.query",
                    "attention.self.key",
                    "attention.self.value",
                    "attention.output.dense",
                    "intermediate.dense",
                    "output.dense")) {
                expected.add("encoder.layer." + layer + "." + part + ".weight");
            }
        }
        assertEquals(expected, minilm.layerNames());
        assertEquals("all-minilm-l6-v2", minilm.name());
    }

    @Test
    void everyLayerHasItsShapeAndIsFinite() {
        minilm.checkFinite(minilm.layerNames());
        for (String name : minilm.layerNames()) {
            WeightMatrix weight = minilm.layer(name);
            boolean attention = name.contains("attention");
            assertEquals(name.contains("intermediate") ? 1536 : 384, weight.dOut(), name);
            assertEquals(attention || name.contains("intermediate") ? 384 : 1536, weight.dIn(), name);
            assertEquals(Dtype.F32, weight.dtype(), name);
            assertEquals(name, weight.name());
        }
    }

    /** Weights of a trained layer of this size: mean near 0, a standard deviation of a few hundredths. */
    @Test
    void theFirstQueryHasAPlausibleNorm() {
        double[] values =
                minilm.layer("encoder.layer.0.attention.self.query.weight").toRowMajor();
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
        }
        double deviation = Math.sqrt(squares / values.length);
        assertTrue(deviation > 0.02 && deviation < 0.2, "root mean square " + deviation);
        assertTrue(Math.abs(sum / values.length) < 0.01, "mean " + sum / values.length);
    }

    /** The file stores [d_in, d_out]: entry (i, j) of W is the float at j·d_out + i of the raw data. */
    @Test
    void everyLayerIsTheTransposeOfTheStoredMatrix() throws Exception {
        ModelProto model;
        try (InputStream in = MiniLmTest.class.getClassLoader().getResourceAsStream("all-minilm-l6-v2.onnx")) {
            model = ModelProto.parseFrom(in);
        }
        int layers = 0;
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            if (!tensor.getName().startsWith("onnx::MatMul")) {
                continue;
            }
            NodeProto node = model.getGraph().getNodeList().stream()
                    .filter(user -> user.getInputList().contains(tensor.getName()))
                    .findFirst()
                    .orElseThrow();
            String name = node.getName().replaceAll("^/|/MatMul$", "").replace('/', '.') + ".weight";
            WeightMatrix weight = minilm.layer(name);
            ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(List.of((long) weight.dIn(), (long) weight.dOut()), tensor.getDimsList());
            for (int i = 0; i < weight.dOut(); i++) {
                for (int j = 0; j < weight.dIn(); j++) {
                    assertEquals(raw.getFloat(4 * (j * weight.dOut() + i)), weight.at(i, j), 0.0);
                }
            }
            layers++;
        }
        assertEquals(36, layers);
    }

    /** Values and digests as a Python script takes them from the bytes of the file, without a protobuf reader. */
    @Test
    void twoLayersAreThoseThatAnotherReaderFinds() {
        WeightMatrix query = minilm.layer("encoder.layer.0.attention.self.query.weight");
        assertEquals("ad3801d98d5b453e285bf0a89e7fa6b07703c7ad9ee9706cea76ec72df1339df", query.sha256());
        assertEquals(0.035969655960798264, query.at(1, 0));
        WeightMatrix up = minilm.layer("encoder.layer.0.intermediate.dense.weight");
        assertEquals("bcdbca9d49591e9f9575f612c16c42ba60e4380c0486a47006dffc7d5413435e", up.sha256());
        assertEquals(-0.011768140830099583, up.at(1, 0));
        assertEquals(-0.07771120965480804, up.at(0, 1));
    }

    @Test
    void aGlobPicksLayersInTheOrderOfTheModel() {
        List<String> queries = minilm.layers("encoder.layer.*.attention.self.query.weight");
        assertEquals(6, queries.size());
        assertEquals("encoder.layer.5.attention.self.query.weight", queries.get(5));
        assertEquals(6, minilm.layers("encoder.layer.?.intermediate.*").size());
        assertEquals(36, minilm.layers("*").size());
        assertEquals(List.of(LAST_OUTPUT), minilm.layers(LAST_OUTPUT));
    }

    @Test
    void aMissingLayerIsAnsweredWithNearNames() {
        IllegalArgumentException typo = assertThrows(
                IllegalArgumentException.class, () -> minilm.layer("encoder.layer.3.attention.self.quary.weight"));
        assertTrue(
                typo.getMessage()
                        .startsWith(
                                "all-minilm-l6-v2: no layer 'encoder.layer.3.attention.self.quary.weight'; near names: "
                                        + "'encoder.layer.3.attention.self.query.weight', "),
                typo.getMessage());
        IllegalArgumentException glob =
                assertThrows(IllegalArgumentException.class, () -> minilm.layers("encoder.layer.6.intermediate.*"));
        assertEquals(
                "all-minilm-l6-v2: no layer matches 'encoder.layer.6.intermediate.*'; near names: "
                        + "'encoder.layer.0.intermediate.dense.weight', 'encoder.layer.1.intermediate.dense.weight', "
                        + "'encoder.layer.2.intermediate.dense.weight', 'encoder.layer.3.intermediate.dense.weight', "
                        + "'encoder.layer.4.intermediate.dense.weight'",
                glob.getMessage());
    }

    @Test
    void aClosedCheckpointSaysSo() {
        Checkpoint other = Checkpoints.open("all-MiniLM-L6-v2");
        other.close();
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> other.layer(LAST_OUTPUT));
        assertEquals("all-minilm-l6-v2.onnx: asked for a layer after close", refused.getMessage());
    }
}
