package org.peftcheck.numeric.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the index of a model that is split over several safetensors files, its shards. */
final class SafetensorsIndex {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final Path folder;

    private SafetensorsIndex(Path path) {
        this.file = path.toString();
        this.folder = path.resolveSibling("");
    }

    /**
     * The shards that the index names, in the order in which it names them first, and the tensors of each in the order of their data.
     *
     * @throws BadCheckpointException when the index is no object with a {@code weight_map} of file names beside it, a shard is missing, or
     *     the shards have not just the tensors that the index says, each once
     * @throws IOException when reading fails
     */
    static Map<Path, List<TensorEntry>> read(Path path) throws IOException {
        return new SafetensorsIndex(path).shards(Files.readString(path));
    }

    private Map<Path, List<TensorEntry>> shards(String text) throws IOException {
        Map<Path, List<TensorEntry>> shards = new LinkedHashMap<>();
        Map<String, String> places = new LinkedHashMap<>();
        Map<String, Set<String>> named = named(weightMap(text));
        for (Map.Entry<String, Set<String>> entry : named.entrySet()) {
            String shard = entry.getKey();
            List<TensorEntry> tensors = SafetensorsCheckpoint.tensors(shardFile(shard));
            checkComplete(shard, entry.getValue(), tensors);
            for (TensorEntry tensor : tensors) {
                String other = places.putIfAbsent(tensor.name(), shard);
                if (other != null) {
                    throw bad(tensor.name(), "it in one file", "it in " + other + " and in " + shard);
                }
            }
            shards.put(folder.resolve(shard), tensors);
        }
        named.values().forEach(places.keySet()::removeAll);
        places.forEach((name, shard) -> {
            throw bad(name, "a file named for it, as " + Quote.brief(shard) + " has it", "none");
        });
        return shards;
    }

    private void checkComplete(String shard, Set<String> named, List<TensorEntry> tensors) {
        Set<String> missing = new LinkedHashSet<>(named);
        tensors.forEach(tensor -> missing.remove(tensor.name()));
        missing.stream().findFirst().ifPresent(name -> {
            throw bad(name, "it in " + Quote.brief(shard), "no such tensor there");
        });
    }

    private JsonNode weightMap(String text) throws IOException {
        JsonNode map;
        try {
            map = JSON.readTree(text).path("weight_map");
        } catch (JsonProcessingException e) {
            throw new BadCheckpointException(
                    file, "whole file", "a JSON object", Quote.brief(e.getOriginalMessage()), e);
        }
        if (!map.isObject() || map.isEmpty()) {
            throw new BadCheckpointException(
                    file, "weight_map", "an object of tensor names", Quote.brief(map.toString()));
        }
        return map;
    }

    /** The names of the tensors of each shard. */
    private Map<String, Set<String>> named(JsonNode map) {
        Map<String, Set<String>> named = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            named.computeIfAbsent(shardName(field.getValue()), shard -> new LinkedHashSet<>())
                    .add(field.getKey());
        }
        return named;
    }

    private String shardName(JsonNode value) {
        String name = value.asText();
        if (!value.isTextual() || name.isEmpty() || name.contains("/") || name.contains("\\")) {
            throw new BadCheckpointException(
                    file, "weight_map", "names of files beside it", Quote.brief(value.toString()));
        }
        return name;
    }

    private Path shardFile(String name) {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new BadCheckpointException(file, "weight_map", "a file " + Quote.brief(name) + " beside it", "none");
        }
        return path;
    }

    private BadCheckpointException bad(String tensor, String expected, String found) {
        return new BadCheckpointException(file, "tensor " + Quote.of(tensor), expected, found);
    }
}
