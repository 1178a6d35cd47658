package org.peftcheck.numeric.checkpoint;

import java.util.Collection;
import java.util.List;

/**
 * The linear layers of a pre-trained model. Opened by {@link Checkpoints#open(String)}; a layer is decoded each time it is
 * asked for and not kept. Safe for use by several threads.
 */
public interface Checkpoint extends AutoCloseable {

    /** The model's name where it has one, such as {@code all-minilm-l6-v2}, else the name of the file. */
    String name();

    /** The names of the linear layers, in the order of the model; never empty. */
    List<String> layerNames();

    /**
     * The weight of a layer.
     *
     * @param name one of {@link #layerNames()}
     * @return W ∈ R^(d_out × d_in)
     * @throws IllegalArgumentException when there is no such layer; the message lists at most five near names
     * @throws BadCheckpointException when the layer's data is unsound, a NaN for instance
     * @throws IllegalStateException when this checkpoint has been closed
     */
    WeightMatrix layer(String name);

    /**
     * The names that a glob matches as a whole, in the order of {@link #layerNames()}: {@code *} stands for any characters,
     * also none and also dots, {@code ?} for one character.
     *
     * @param glob for instance {@code encoder.layer.*.attention.self.query.weight}
     * @throws IllegalArgumentException when it matches no layer; the message lists at most five near names
     */
    default List<String> layers(String glob) {
        return new LayerNames(name(), layerNames()).matching(glob);
    }

    /**
     * Reads the given layers through, so that unsound data is found before long work on them starts.
     *
     * @param layers names of layers
     * @throws IllegalArgumentException when there is no such layer
     * @throws BadCheckpointException at the first NaN or infinity, with its layer, row and column
     */
    default void checkFinite(Collection<String> layers) {
        layers.forEach(this::layer);
    }

    /** Lets go of the file. */
    @Override
    void close();
}
