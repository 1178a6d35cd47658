package org.peftcheck.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DensityCommandTest {

    @TempDir
    Path folder;

    /** A file with one layer, {@code up.weight}. */
    private String weights(int rows, int columns, float... values) {
        String header = "{\"up.weight\":{\"dtype\":\"F32\",\"shape\":[" + rows + "," + columns
                + "],\"data_offsets\":[0," + 4 * values.length + "]}}";
        ByteBuffer file =
                ByteBuffer.allocate(8 + header.length() + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        for (float value : values) {
            file.putFloat(value);
        }
        try {
            return Files.write(folder.resolve("model.safetensors"), file.array())
                    .toString();
        } catch (IOException e) {
            throw new AssertionError("the folder of the test takes files", e);
        }
    }

    @Test
    void aTableAndWhatItComesTo() {
        String file = weights(3, 2, 1, 0, 2, 5, -1, 7);
        String out = Run.good("density", "--weights", file, "--precision", "fp32,bf16", "--rank", "1");
        assertTrue(
                out.contains(
                        " up.weight | fp32      |   3 x 2 |        0 of 2 |             2 |     1..2 |            1 |"),
                out);
        assertTrue(out.contains("|    2 |         1 | open: rk Lambda = 1"), out);
        String prose = out.replace('\n', ' ');
        assertTrue(
                prose.contains(
                        "B.1's hypothesis holds on 0 of 4 columns: the others have an integer relation, of l1 norm"
                                + " at most 2. On 4 of them an entry is 0 or two are equal or opposite"),
                out);
        assertTrue(prose.contains("on any column, is at least 0.125 (fp32), 0.125 (bf16)."), out);
        assertTrue(prose.contains("with s = 2^-20, it is at least s times 0.000122 (fp32), 0.000122 (bf16)."), out);
        assertTrue(prose.contains("updates of rank 1 are reached exactly on 0 of 2 stored layers"), out);
        assertTrue(prose.contains("on 0, some updates are not even approximated; on 2, that is open."), out);
        assertTrue(out.lines().skip(4).allMatch(line -> line.length() <= Console.WIDTH), out);
    }

    @Test
    void oneRowKeepsTheHypothesis() {
        String file = weights(1, 2, 0.1f, 3);
        String out = Run.good("density", "--weights", file, "--precision", "fp16");
        assertTrue(out.contains("|        2 of 2 |"), out);
        assertTrue(out.contains("B.1's hypothesis holds on 2 of 2 columns."), out);
        assertFalse(out.contains("that is open"), out);
    }

    @Test
    void jsonWithTheRelationOfEveryColumn() {
        String file = weights(3, 2, 1, 0, 2, 5, -1, 7);
        JsonNode report = Run.json(Run.good(
                "density", "--weights", file, "--precision", "fp16", "--rank", "2", "--relations", "--json", "-"));
        JsonNode layer = report.at("/layers/0");
        assertEquals("up.weight", layer.get("layer").textValue());
        assertEquals("fp16", layer.get("precision").textValue());
        assertEquals("0:1 2:1", layer.at("/relations/0").textValue());
        assertEquals("0:1", layer.at("/relations/1").textValue());
        assertEquals(1, layer.at("/relationNorms/2").intValue());
        assertEquals(0.125, layer.at("/typicalError/anyColumn").doubleValue());
        assertEquals(2, layer.get("rankAtLeast").intValue());
        assertTrue(layer.get("rankExact").booleanValue());
        assertEquals("open", layer.get("atRank").textValue());
        assertEquals(0, report.get("hypothesisHolds").intValue());
        assertEquals(2, report.get("columns").intValue());
    }

    @Test
    void aLayerOfMiniLm() throws IOException {
        Path json = folder.resolve("density.json");
        String out = Run.good(
                "density",
                "--layers",
                "*.3.attention.self.key.weight",
                "--precision",
                "bf16",
                "--json",
                json.toString());
        assertTrue(out.contains("|      0 of 384 |           384 |        2 |            1 |"), out);
        assertTrue(out.contains("exact: rank = d1"), out);
        JsonNode layer = Run.json(Files.readString(json)).at("/layers/0");
        assertFalse(layer.has("relations"));
        assertEquals("exact", layer.get("atRank").textValue());
    }

    @Test
    void badInputIsRefusedInOneLine() {
        String large = weights(1, 2, 1, 70000);
        assertEquals(
                "peanut: up.weight: expected values that fp16 can hold, at most 65504.0, got 70000.0 at row 0, column 1"
                        + " (from 0)",
                Run.refusal("density", "--weights", large));
        assertTrue(Run.refusal("density", "--weights", weights(1, 1, Float.NaN)).contains("up.weight"));
        assertTrue(Run.refusal("density", "--weights", "none").contains("none: file: expected"));
        assertTrue(Run.refusal("density", "--layers", "attn").contains("no layer matches"));
        assertTrue(Run.refusal("density", "--precision", "fp8")
                .contains("precision: expected one of fp64, fp32, fp16, bf16, got `fp8`"));
        assertTrue(Run.refusal("density", "--precision", "bf16,bf16").contains("expected names, each once"));
        assertTrue(Run.refusal("density", "--rank", "0").contains("rank: expected at least 1, got 0"));
        assertTrue(Run.refusal("density", "--rank", "x").contains("'x' is not an int"));
        assertTrue(Run.refusal("density", "--relations").contains("expected --json as well"));
        String json = folder.resolve("no/such/report.json").toString();
        assertTrue(Run.refusal("density", "--json", json).contains("expected a file in a folder that is there"));
    }
}
