package org.peftcheck.training.experiment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.ImageProcessingFile;
import org.peftcheck.training.model.PretrainedVision;
import org.peftcheck.training.model.VisionConfig;
import org.peftcheck.training.model.VisionFolder;
import org.peftcheck.training.run.DurableFile;

/** Writes a trained vision transformer as the folder of a model, with the names of Hugging Face's {@code ViTForImageClassification}. */
public final class VisionModelFolder {

    private VisionModelFolder() {}

    /**
     * Writes the folder: {@code config.json}, {@code preprocessor_config.json} and {@code model.safetensors}.
     *
     * @param folder the folder, which is made
     * @param vision the network as it was before training, for its sizes and the processing of its images
     * @param weights its tensors after training, without adapters
     * @param head the slots of the head
     * @param classes the names of the classes, if they are known
     * @throws IllegalArgumentException when the head has a layer of its own, which such a classifier has not, or a file cannot be written
     */
    public static void write(
            Path folder,
            PretrainedVision vision,
            Map<String, FloatTensor> weights,
            Map<String, FloatTensor> head,
            List<String> classes) {
        if (head.containsKey("classifier.dense.weight")) {
            throw new IllegalArgumentException(folder
                    + ": expected a head of one layer, as ViT's classifier has, found one with a layer before it");
        }
        try {
            Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(head);
        weights.forEach((name, tensor) -> tensors.put(VisionFolder.PREFIX + name, tensor));
        ModelFile.write(folder.resolve(VisionFolder.WEIGHTS), tensors);
        DurableFile.writeText(folder.resolve(ImageProcessingFile.NAME), ImageProcessingFile.text(vision.processing()));
        int outputs = head.get("classifier.weight").shape()[0];
        DurableFile.writeText(
                folder.resolve(VisionFolder.CONFIG),
                config(vision.config(), outputs, classes).toPrettyString() + "\n");
    }

    private static ObjectNode config(VisionConfig config, int outputs, List<String> classes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("architectures").add("ViTForImageClassification");
        node.put("model_type", "vit")
                .put("image_size", config.imageSize())
                .put("patch_size", config.patchSize())
                .put("num_channels", config.channels())
                .put("hidden_size", config.hidden())
                .put("num_hidden_layers", config.layers())
                .put("num_attention_heads", config.heads())
                .put("intermediate_size", config.intermediate())
                .put("hidden_act", config.activation().id())
                .put("layer_norm_eps", config.layerNormEpsilon())
                .put("qkv_bias", config.queryKeyValueBias())
                .put("hidden_dropout_prob", 0.0)
                .put("attention_probs_dropout_prob", 0.0);
        ObjectNode names = node.putObject("id2label");
        ObjectNode numbers = node.putObject("label2id");
        for (int k = 0; k < outputs; k++) {
            String name = k < classes.size() ? classes.get(k) : "LABEL_" + k;
            names.put("" + k, name);
            numbers.put(name, k);
        }
        return node;
    }
}
