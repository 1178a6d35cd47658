package org.peftcheck.numeric.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the index of a model that is split over several safetensors files. */
final class SafetensorsIndex {

    private final String file;
    private final Path folder;

    private SafetensorsIndex(Path path) {
        this.file = path.toString();
        this.folder = path.toAbsolutePath().getParent();
    }

    /**
     * The tensors of all files that the index names.
     *
     * @throws BadCheckpointException when the index is no object with a {@code weight_map} of file names beside it, or when a tensor is
     *     not in the file that it names
     * @throws IOException when reading fails
     */
    static List<TensorEntry> read(Path path) throws IOException {
        return new SafetensorsIndex(path).tensors(Files.readString(path));
    }

    private List<TensorEntry> tensors(String text) throws IOException {
        JsonNode map;
        try {
            map = new JsonMapper().readTree(text).path("weight_map");
        } catch (JsonProcessingException e) {
            throw new BadCheckpointException(
                    file, "whole file", "a JSON object", Quote.brief(e.getOriginalMessage()), e);
        }
        if (!map.isObject() || map.isEmpty()) {
            throw new BadCheckpointException(
                    file, "weight_map", "an object of tensor names", Quote.brief(map.toString()));
        }
        Map<String, Map<String, TensorEntry>> shards = new LinkedHashMap<>();
        List<TensorEntry> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : map.properties()) {
            String shard = shardName(field.getValue());
            if (!shards.containsKey(shard)) {
                shards.put(shard, shard(shard));
            }
            TensorEntry tensor = shards.get(shard).get(field.getKey());
            if (tensor == null) {
                throw new BadCheckpointException(
                        file,
                        "tensor " + Quote.of(field.getKey()),
                        "it in " + Quote.brief(shard),
                        "no such tensor there");
            }
            found.add(tensor);
        }
        return found;
    }

    private String shardName(JsonNode value) {
        String name = value.asText();
        if (!value.isTextual() || name.isEmpty() || name.contains("/") || name.contains("\\")) {
            throw new BadCheckpointException(
                    file, "weight_map", "names of files beside it", Quote.brief(value.toString()));
        }
        return name;
    }

    private Map<String, TensorEntry> shard(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new BadCheckpointException(file, "weight_map", "a file " + Quote.brief(name) + " beside it", "none");
        }
        Map<String, TensorEntry> tensors = new LinkedHashMap<>();
        SafetensorsCheckpoint.tensors(path).forEach(tensor -> tensors.put(tensor.name(), tensor));
        return tensors;
    }
}
