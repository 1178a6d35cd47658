package org.peftcheck.papers.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import org.peftcheck.papers.BadDataException;
import org.peftcheck.papers.Document;
import org.peftcheck.papers.Fields;
import org.peftcheck.papers.NearNames;

/** The architecture of a pre-trained transformer: its linear layers, by name and shape, and its parameter count. */
public sealed interface Architecture permits BertArchitecture, VitArchitecture, LlamaArchitecture, ListedArchitecture {

    /** The name that users know it by, such as {@code roberta-base}. */
    String name();

    /** The field {@code model_type} of its configuration. */
    String modelType();

    /** Width of the hidden states. */
    int hiddenSize();

    /** Number of transformer blocks. */
    int blocks();

    /** All linear layers, in the order in which data passes them; those outside the blocks come last. */
    List<LinearLayer> layers();

    /** The number of attention heads of a block; empty where the model is known by the names of its tensors only. */
    OptionalInt attentionHeads();

    /**
     * The whole model by parts: embeddings, blocks, last norm, pooler, head. Each parameter is in one part; their sum is the largest
     * model that the configuration or the file describes.
     */
    List<ModelPart> parts();

    /**
     * The inner features of the feed-forward network.
     *
     * @throws IllegalArgumentException when no layer is known to be its first one
     */
    default int feedForwardSize() {
        return layers().stream()
                .filter(layer -> layer.role() == LinearRole.UP)
                .mapToInt(LinearLayer::dOut)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        name() + ": expected a feed-forward network with a layer named as usual, found none"));
    }

    /** Parameters that are not in a linear layer: embeddings, norms, convolutions. */
    long otherParameters();

    /** The counts that a share can be taken of; the first one is the default. */
    List<Denominator> denominators();

    /** The parameter count by the default denominator. */
    default long parameters() {
        return denominators().get(0).parameters();
    }

    /**
     * A denominator by its name.
     *
     * @param denominatorName such as {@code without pooler}
     * @return the denominator
     * @throws IllegalArgumentException when there is none of this name, with the known names
     */
    default Denominator denominator(String denominatorName) {
        List<String> names = denominators().stream().map(Denominator::name).toList();
        int place = names.indexOf(denominatorName);
        if (place < 0) {
            throw new IllegalArgumentException("denominator `" + denominatorName + "` of " + name() + ": not known"
                    + NearNames.hint(denominatorName, names));
        }
        return denominators().get(place);
    }

    /**
     * The linear layers that some targets name. A target is a role ({@code q}, {@code query}, {@code q_proj}, {@code up},
     * {@code down}, …), {@code all-linear} (all in the blocks), or a Hugging Face module name: whole
     * ({@code encoder.layer.3.attention.self.query}), for all blocks ({@code encoder.layer.{i}.attention.self.query}), or
     * its last parts ({@code attention.output.dense}; all that end so), or a glob over
     * whole names ({@code *.attention.*}), where {@code *} is any characters and {@code ?} is one. A leading {@code bert.} and the like and a trailing
     * {@code .weight} are ignored.
     *
     * @param targets what the user typed
     * @return the layers, each once, in the order of {@link #layers()}; one entry a run of consecutive blocks
     * @throws IllegalArgumentException when a target names nothing, with near names, or when there are no targets
     */
    default List<LinearLayer> layers(Collection<String> targets) {
        return new TargetSelection(name(), layers()).select(targets);
    }

    /**
     * Reads a configuration. Fields that say nothing about shapes are ignored.
     *
     * @param name the name for the architecture
     * @param config the fields of a {@code config.json}
     * @return the architecture
     * @throws BadDataException for a model type that is not known, a missing or ill-typed field, or sizes that do not fit
     */
    static Architecture of(String name, Fields config) {
        return ArchitectureReader.read(name, config);
    }

    /**
     * Reads a configuration from a file, or from the {@code config.json} of a folder.
     *
     * @param path the file or the folder
     * @return the architecture, named after the folder, or after the file where that is not called {@code config.json}
     * @throws BadDataException as for {@link #of(String, Fields)}, or when there is no such file
     */
    static Architecture read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("config.json") : path;
        try {
            return of(nameOf(file), Document.read(file.toString(), Files.newInputStream(file)));
        } catch (NoSuchFileException e) {
            throw new BadDataException(file.toString(), 0, "expected a model configuration, found no such file", e);
        } catch (IOException e) {
            throw new BadDataException(file.toString(), 0, "expected a readable file, got " + e, e);
        }
    }

    private static String nameOf(Path file) {
        String fileName = file.getFileName().toString();
        Path folder = file.toAbsolutePath().normalize().getParent();
        return fileName.equals("config.json") && folder.getFileName() != null
                ? folder.getFileName().toString()
                : fileName.replaceFirst("\\.json$", "");
    }
}
