package org.peftcheck.papers.architecture;

import java.util.List;
import java.util.OptionalInt;

/**
 * A model that is known by the names and shapes of its stored tensors: the header of a safetensors file, or an ONNX file. Counts are
 * those of the file. What is in no shape, such as the number of attention heads, is not known.
 *
 * @param name the name of the file
 * @param layers the linear layers, those outside the blocks last
 * @param blocks number of blocks
 * @param parts the parameters by part
 */
public record ListedArchitecture(String name, List<LinearLayer> layers, int blocks, List<ModelPart> parts)
        implements Architecture {

    /** The model type of all of them. */
    public static final String MODEL_TYPE = "tensors";

    /** Copies the lists. */
    public ListedArchitecture {
        layers = List.copyOf(layers);
        parts = List.copyOf(parts);
    }

    /**
     * The model that has some tensors. A matrix {@code *.weight} that is no embedding and no norm is a linear layer, of d_out × d_in as
     * its two dimensions; its number of the block is the first number in its name.
     *
     * @param name the name of the model
     * @param tensors the tensors that are parameters; masks, positions and frequencies, which some files hold, are left out
     * @return the model
     * @throws IllegalArgumentException when there is no linear layer among them
     */
    public static ListedArchitecture of(String name, List<TensorShape> tensors) {
        return new TensorListing(name, tensors).architecture();
    }

    @Override
    public String modelType() {
        return MODEL_TYPE;
    }

    /** The inputs of the first layer. */
    @Override
    public int hiddenSize() {
        return layers.get(0).dIn();
    }

    @Override
    public OptionalInt attentionHeads() {
        return OptionalInt.empty();
    }

    @Override
    public long otherParameters() {
        return total() - layers.stream().mapToLong(LinearLayer::parameters).sum();
    }

    private long total() {
        return parts.stream().mapToLong(ModelPart::parameters).sum();
    }

    @Override
    public List<Denominator> denominators() {
        long head = ModelPart.of(parts, ModelPart.HEAD);
        long pooler = ModelPart.of(parts, ModelPart.POOLER);
        return List.of(
                new Denominator("all in the file", total()),
                new Denominator("without head", total() - head),
                new Denominator("without pooler", total() - head - pooler),
                new Denominator(
                        "without embeddings", total() - head - pooler - ModelPart.of(parts, ModelPart.EMBEDDINGS)));
    }
}
