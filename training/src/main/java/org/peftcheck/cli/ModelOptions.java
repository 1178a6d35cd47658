package org.peftcheck.cli;

import java.util.List;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.Denominator;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.count.LayerShape;
import picocli.CommandLine.Option;

/** The model and the layers of it that a user means. */
final class ModelOptions {

    private static final List<String> USUAL = List.of("query", "value");

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|PATH",
            description =
                    "vit-base, roberta-base, bert-base, minilm-l6, llama2-7b, llama3-8b, qwen3-8b; or a Hugging Face"
                            + " config.json, or the folder of one; or weights, of which names and shapes are read only: a"
                            + " .safetensors, .safetensors.index.json or .onnx file.")
    private String model;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "TARGET",
            description = "Linear layers, by role (q, query, k, v, o, gate, up, down), by module name or glob, or"
                    + " all-linear; separated by commas (query,value if not given).")
    private List<String> targets = List.of();

    @Option(
            names = "--layers",
            paramLabel = "FROM..TO",
            description = "Only blocks FROM to TO, both included, numbered from 0.")
    private String layers;

    @Option(
            names = "--denominator",
            paramLabel = "NAME",
            description =
                    "What the share is taken of, such as 'without pooler'; a wrong name lists those of the model.")
    private String denominator;

    /** The model. */
    Architecture architecture() {
        return ModelArgument.architecture(model);
    }

    /** What a share is taken of. */
    Denominator denominator(Architecture architecture) {
        return denominator == null ? architecture.denominators().get(0) : architecture.denominator(denominator);
    }

    /** The layers that are targeted. */
    List<LinearLayer> selected(Architecture architecture) {
        List<LinearLayer> selected = architecture.layers(targets.isEmpty() ? USUAL : targets);
        return layers == null ? selected : BlockRange.parse(layers).of(selected, architecture.blocks());
    }

    /**
     * Refuses targets that a method does not heed.
     *
     * @param title the method
     */
    void refuseTargets(String title) {
        if (!targets.isEmpty() || layers != null) {
            throw new IllegalArgumentException(
                    title + ": expected no --targets and no --layers, since it works on hidden"
                            + " states of all blocks, got " + (targets.isEmpty() ? layers : String.join(",", targets)));
        }
    }

    /** Layers as the counts take them. */
    static List<LayerShape> shapes(List<LinearLayer> layers) {
        return layers.stream().map(ModelOptions::shape).toList();
    }

    /** A layer as the counts take it. */
    static LayerShape shape(LinearLayer layer) {
        return new LayerShape(layer.pattern(), layer.dOut(), layer.dIn(), layer.count());
    }

    /** The names of the layers of a run, as {@code encoder.layer.{0..11}.attention.self.query}. */
    static String blocks(LinearLayer layer) {
        int last = layer.first() + layer.count() - 1;
        String range = layer.count() == 1 ? "" + layer.first() : "{" + layer.first() + ".." + last + "}";
        return layer.pattern().replace("{i}", range);
    }
}
