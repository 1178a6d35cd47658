package org.peftcheck.numeric.certificate;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.peftcheck.numeric.checkpoint.Checkpoint;
import org.peftcheck.numeric.checkpoint.Checkpoints;
import org.peftcheck.numeric.checkpoint.WeightMatrix;

/** Finds the weights that certificates name: each checkpoint is opened once, and the digest of the layer is compared. */
public final class CheckpointLayers implements Function<WeightSource.Layer, MatrixData>, AutoCloseable {

    private final Map<String, Checkpoint> opened = new HashMap<>();

    /** Opens nothing yet. */
    public CheckpointLayers() {}

    /**
     * A checkpoint by its name or file.
     *
     * @param nameOrFile the name or file
     * @return the checkpoint, open until this is closed
     * @throws IllegalArgumentException if it cannot be read, in one line
     */
    public Checkpoint open(String nameOrFile) {
        return opened.computeIfAbsent(nameOrFile, Checkpoints::open);
    }

    /**
     * The weight that a certificate names.
     *
     * @param layer the name
     * @return the weight, d_out×d_in
     * @throws IllegalArgumentException if there is no such layer, or if its values are not the ones that are named
     */
    @Override
    public MatrixData apply(WeightSource.Layer layer) {
        WeightMatrix weight = open(layer.checkpoint()).layer(layer.layer());
        if (!weight.sha256().equals(layer.sha256())) {
            throw new IllegalArgumentException("weight " + layer.layer() + " of " + layer.checkpoint()
                    + ": expected values with digest " + layer.sha256() + ", got " + weight.sha256());
        }
        return new MatrixData.Floats(FloatMatrix.of(weight.toRows()));
    }

    @Override
    public void close() {
        opened.values().forEach(Checkpoint::close);
        opened.clear();
    }
}
