package org.peftcheck.numeric.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model in several files is the model in one file. */
class SafetensorsIndexTest {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";

    @TempDir
    private Path folder;

    private final List<Tensor> first =
            List.of(random("model.embed_tokens.weight", Dtype.F32, 7, 4), random("a.q_proj.weight", Dtype.BF16, 6, 4));
    private final List<Tensor> second = List.of(
            random("model.norm.weight", Dtype.F16, 4, 1),
            random("a.10.up_proj.weight", Dtype.F16, 5, 4),
            random("a.2.up_proj.weight", Dtype.F32, 5, 4));

    private static Tensor random(String name, Dtype dtype, int rows, int columns) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        double[][] values = new double[rows][columns];
        for (double[] row : values) {
            Arrays.setAll(row, j -> random.nextInt(-100, 101) / 64.0);
        }
        return Tensor.matrix(name, dtype, values);
    }

    private Path index(Map<String, String> weightMap) throws IOException {
        String entries = weightMap.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
        return Files.writeString(
                folder.resolve(SafetensorsModel.INDEX),
                "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {" + entries + "}}");
    }

    private Map<String, String> weightMap() {
        Map<String, String> map = new LinkedHashMap<>();
        second.forEach(tensor -> map.put(tensor.name(), SECOND));
        first.forEach(tensor -> map.put(tensor.name(), FIRST));
        return map;
    }

    private Path shards() throws IOException {
        SafetensorsFile.write(folder.resolve(FIRST), first);
        SafetensorsFile.write(folder.resolve(SECOND), second);
        return index(weightMap());
    }

    private Path twin() {
        List<Tensor> all = new ArrayList<>(first);
        all.addAll(second);
        Path file = folder.resolve("twin.safetensors");
        SafetensorsFile.write(file, all);
        return file;
    }

    @Test
    void allTensorsAreThoseOfTheTwinInOneFile() throws IOException {
        List<StoredFloats> sharded = sorted(StoredTensors.safetensors(shards()));
        List<StoredFloats> whole = sorted(StoredTensors.safetensors(twin()));
        assertEquals(5, sharded.size());
        for (int k = 0; k < whole.size(); k++) {
            assertEquals(whole.get(k).name(), sharded.get(k).name());
            assertEquals(whole.get(k).shape(), sharded.get(k).shape());
            assertArrayEquals(whole.get(k).values(), sharded.get(k).values());
        }
    }

    private static List<StoredFloats> sorted(List<StoredFloats> tensors) {
        return tensors.stream().sorted(Comparator.comparing(StoredFloats::name)).toList();
    }

    @Test
    void linearLayersAreThoseOfTheTwinInOneFile() throws IOException {
        String index = shards().toString();
        for (String name : List.of(index, folder.toString())) {
            try (Checkpoint sharded = Checkpoints.open(name);
                    Checkpoint whole = Checkpoints.open(twin().toString())) {
                assertEquals(
                        List.of("a.2.up_proj.weight", "a.10.up_proj.weight", "a.q_proj.weight"), sharded.layerNames());
                assertEquals(whole.layerNames(), sharded.layerNames());
                for (String layer : whole.layerNames()) {
                    assertEquals(whole.layer(layer), sharded.layer(layer), layer);
                }
            }
        }
    }

    @Test
    void oneFileGoesBeforeAnIndex() throws IOException {
        shards();
        assertEquals(
                folder.resolve(SafetensorsModel.INDEX),
                SafetensorsModel.in(folder).orElseThrow());
        Path file = folder.resolve(SafetensorsModel.FILE);
        SafetensorsFile.write(file, first);
        assertEquals(file, SafetensorsModel.in(folder).orElseThrow());
    }

    @Test
    void aShardThatIsNotThereIsRefused() throws IOException {
        Path index = shards();
        Files.delete(folder.resolve(SECOND));
        refused(index, "weight_map: expected a file " + SECOND + " beside it, found none");
    }

    @Test
    void aTensorThatItsShardLacksIsRefused() throws IOException {
        shards();
        Map<String, String> map = weightMap();
        map.put("a.3.up_proj.weight", FIRST);
        refused(index(map), "tensor 'a.3.up_proj.weight': expected it in " + FIRST + ", found no such tensor there");
    }

    @Test
    void aTensorInTwoShardsIsRefused() throws IOException {
        Path index = shards();
        List<Tensor> more = new ArrayList<>(first);
        more.add(second.get(0));
        SafetensorsFile.write(folder.resolve(FIRST), more);
        refused(
                index,
                "tensor 'model.norm.weight': expected it in one file, found it in " + SECOND + " and in " + FIRST);
        Files.writeString(index, "{\"weight_map\": {\"x\": \"" + FIRST + "\", \"x\": \"" + SECOND + "\"}}");
        refused(index, "whole file: expected a JSON object, found Duplicate field 'x'");
    }

    @Test
    void aTensorThatTheIndexDoesNotNameIsRefused() throws IOException {
        shards();
        Map<String, String> map = weightMap();
        map.remove("model.norm.weight");
        refused(
                index(map),
                "tensor 'model.norm.weight': expected a file named for it, as " + SECOND + " has it, found none");
    }

    @Test
    void aPathOutOfTheFolderIsRefused() throws IOException {
        for (String name : List.of("../" + FIRST, "/tmp/" + FIRST, "sub/" + FIRST)) {
            refused(
                    index(Map.of("x.weight", name)),
                    "weight_map: expected names of files beside it, found \"" + name + "\"");
        }
    }

    private static void refused(Path index, String message) {
        Refusal.expect(index + ": " + message, () -> StoredTensors.safetensors(index));
        Refusal.expect(index + ": " + message, () -> Checkpoints.open(index.toString()));
        Refusal.expect(index + ": " + message, () -> TensorShapes.read(index));
    }
}
