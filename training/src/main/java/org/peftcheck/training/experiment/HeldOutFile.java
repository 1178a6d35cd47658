package org.peftcheck.training.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.run.DurableFile;
import org.peftcheck.training.run.MetricValue;

/** The file of a finished run with its metrics on the held-out parts of its data. */
public final class HeldOutFile {

    /** The name of the file. */
    public static final String NAME = "held-out.json";

    private static final JsonMapper JSON = new JsonMapper();

    private HeldOutFile() {}

    /**
     * Writes the metrics; the file appears once it is whole.
     *
     * @param folder the folder of the run
     * @param metrics the metrics by part of the data
     */
    static void write(Path folder, Map<String, List<MetricValue>> metrics) {
        DurableFile.writeText(folder.resolve(NAME), asJson(metrics).toPrettyString() + "\n");
    }

    /**
     * Metrics by part of the data as JSON: an object for each part, with a number for each metric.
     *
     * @param metrics the metrics
     * @return the object
     */
    public static ObjectNode asJson(Map<String, List<MetricValue>> metrics) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        metrics.forEach((part, values) -> {
            ObjectNode object = node.putObject(part);
            values.forEach(metric -> object.put(metric.name(), metric.value()));
        });
        return node;
    }

    /**
     * Reads the metrics.
     *
     * @param folder the folder of the run
     * @return the metrics by part of the data; empty where there is no such file or it is damaged, so that it has to be made again
     */
    public static Optional<Map<String, List<MetricValue>>> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return parse(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Map<String, List<MetricValue>>> parse(JsonNode node) {
        Map<String, List<MetricValue>> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> part : node.properties()) {
            List<MetricValue> values = new ArrayList<>();
            for (Map.Entry<String, JsonNode> metric : part.getValue().properties()) {
                values.add(new MetricValue(metric.getKey(), metric.getValue().asDouble(Double.NaN)));
            }
            metrics.put(part.getKey(), values);
        }
        boolean whole = !metrics.isEmpty() && metrics.values().stream().noneMatch(List::isEmpty);
        return whole ? Optional.of(metrics) : Optional.empty();
    }
}
