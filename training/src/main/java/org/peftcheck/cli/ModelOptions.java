package org.peftcheck.cli;

import java.util.List;
import java.util.Optional;
import org.peftcheck.papers.architecture.Architecture;
import org.peftcheck.papers.architecture.LinearLayer;
import org.peftcheck.theory.adapter.Adapter;
import org.peftcheck.theory.adapter.HiddenRegistry;
import org.peftcheck.theory.count.LayerShape;
import picocli.CommandLine.Option;

/** The model and the layers of it that a user means. */
final class ModelOptions {

    private static final List<String> USUAL = List.of("query", "value");
    private static final String EVERYTHING = "everything";
    private static final String FULL = "full";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "NAME|PATH",
            description =
                    "vit-base, roberta-base, bert-base, minilm-l6, llama2-7b, llama3-8b, qwen3-8b; or a Hugging Face"
                            + " config.json, or the folder of one; or weights, of which names and shapes are read only: a"
                            + " .safetensors, .safetensors.index.json or .onnx file, or a checkpoint of llama2.c, .bin or"
                            + " llama2.data.")
    private String model;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "TARGET",
            description = "Linear layers, by role (q, query, k, v, o, gate, up, down), by module name or glob, or"
                    + " all-linear; separated by commas (query,value if not given). For full also everything: biases,"
                    + " normalisations and embeddings, too.")
    private List<String> targets = List.of();

    @Option(
            names = "--layers",
            paramLabel = "FROM..TO",
            description = "Only blocks FROM to TO, both included, numbered from 0.")
    private String layers;

    /** The model. */
    private Architecture architecture() {
        return ModelArgument.architecture(model);
    }

    /** The layers that are targeted. */
    private List<LinearLayer> selected(Architecture architecture) {
        List<LinearLayer> selected = architecture.layers(targets.isEmpty() ? USUAL : targets);
        return layers == null ? selected : BlockRange.parse(layers).of(selected, architecture.blocks());
    }

    /**
     * What methods are put on.
     *
     * @param method the one method, or nothing when there are several
     * @param settings the settings of methods
     * @param head the head
     * @throws IllegalArgumentException when there are targets or settings that the one method does not heed
     */
    CountedMethod.Target target(Optional<String> method, MethodOptions settings, HeadPolicy head) {
        Architecture architecture = architecture();
        if (method.isPresent() && MethodOptions.weightMethod(method.get()).isEmpty()) {
            Adapter adapter = HiddenRegistry.method(method.get());
            refuseTargets(adapter.title());
            settings.refuseFor(adapter);
            return new CountedMethod.Target(architecture, List.of(), head);
        }
        if (targets.equals(List.of(EVERYTHING))) {
            if (!method.equals(Optional.of(FULL)) || layers != null) {
                throw new IllegalArgumentException("target everything: expected --method full and no --layers, got "
                        + (layers == null ? method.orElse("several methods") : "--layers " + layers));
            }
            return new CountedMethod.Target(architecture, architecture.layers(), head, true);
        }
        return new CountedMethod.Target(architecture, selected(architecture), head);
    }

    private void refuseTargets(String title) {
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
