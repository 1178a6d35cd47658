package org.peftcheck.training.network;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peftcheck.papers.architecture.VitArchitecture;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.ImageBatch;
import org.peftcheck.training.engine.InputTensor;
import org.peftcheck.training.engine.NetworkFormula;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.NetworkWeights;
import org.peftcheck.training.model.TensorAlgebra;
import org.peftcheck.training.model.VisionConfig;
import org.peftcheck.training.model.VisionInputs;
import org.peftcheck.training.model.VisionTransformer;

/**
 * A vision transformer with a head for a task. It reads {@link ImageBatch}es.
 *
 * @param config the sizes
 * @param head the head, on the class token ({@code FIRST}) or on the mean of the patches ({@code MEAN})
 */
public record VisionNetwork(VisionConfig config, ClassifierHead head) implements NetworkFormula {

    /** The numbers of each patch. */
    public static final String PATCHES = "patches";
    /** Which token is the class token. */
    public static final String CLASS_MARK = "class-mark";
    /** Which tokens are patches. */
    public static final String PATCH_MARK = "patch-mark";
    /** The weights with which hidden states are added up. */
    public static final String POOLING = "pooling";
    /** Classes or targets. */
    public static final String LABELS = "labels";

    /** Refuses a head on a pooler, which is no part of an image classifier. */
    public VisionNetwork {
        if (head.pooling() == Pooling.POOLER) {
            throw new IllegalArgumentException(
                    "head of a vision transformer: expected pooling by the first token or the mean, got pooler");
        }
    }

    @Override
    public VitArchitecture architecture() {
        return architecture(config);
    }

    /**
     * A vision transformer as the counts know it.
     *
     * @param config its sizes
     * @return the architecture
     */
    public static VitArchitecture architecture(VisionConfig config) {
        return new VitArchitecture(
                "vit",
                "vit",
                config.hidden(),
                config.layers(),
                config.heads(),
                config.intermediate(),
                config.imageSize(),
                config.patchSize(),
                config.channels(),
                config.queryKeyValueBias());
    }

    @Override
    public Map<String, int[]> headShapes() {
        return head.shapes(config.hidden());
    }

    @Override
    public boolean uses(String tensor) {
        return true;
    }

    @Override
    public List<InputTensor> inputs(int rows, int length) {
        int tokens = config.tokens();
        return List.of(
                InputTensor.numbers(PATCHES, rows * tokens, config.patchNumbers()),
                InputTensor.numbers(CLASS_MARK, tokens, 1),
                InputTensor.numbers(PATCH_MARK, tokens, 1),
                InputTensor.numbers(POOLING, rows, 1, tokens),
                InputTensor.numbers(LABELS, rows, head.outputs()));
    }

    @Override
    public Map<String, int[]> indices(Batch batch) {
        return Map.of();
    }

    @Override
    public Map<String, float[]> numbers(Batch batch) {
        ImageBatch images = (ImageBatch) batch;
        if (images.side() != config.imageSize() || images.channels() != config.channels()) {
            throw new IllegalArgumentException("images: expected " + config.channels() + "×" + config.imageSize() + "×"
                    + config.imageSize() + " numbers each, got " + images.channels() + "×" + images.side() + "×"
                    + images.side());
        }
        Map<String, float[]> numbers = new LinkedHashMap<>();
        numbers.put(PATCHES, patches(images));
        numbers.put(CLASS_MARK, marks(1, 0));
        numbers.put(PATCH_MARK, marks(0, 1));
        numbers.put(POOLING, pooling(images.rows()));
        numbers.put(LABELS, labels(images));
        return numbers;
    }

    /** The images cut into patches, row by row of the image, each by channel, row and column; zeros in place of the class token. */
    private float[] patches(ImageBatch images) {
        int side = config.imageSize();
        int p = config.patchSize();
        int tokens = config.tokens();
        float[] patches = new float[images.rows() * tokens * config.patchNumbers()];
        for (int line = 0; line < images.rows() * config.channels() * side; line++) {
            int row = line / (config.channels() * side);
            int channel = line / side % config.channels();
            int y = line % side;
            for (int across = 0; across < side / p; across++) {
                int token = row * tokens + 1 + y / p * (side / p) + across;
                int target = token * config.patchNumbers() + (channel * p + y % p) * p;
                System.arraycopy(images.pixels(), line * side + across * p, patches, target, p);
            }
        }
        return patches;
    }

    private float[] marks(float classToken, float patch) {
        float[] marks = new float[config.tokens()];
        Arrays.fill(marks, patch);
        marks[0] = classToken;
        return marks;
    }

    private float[] pooling(int rows) {
        float share = 1f / (config.tokens() - 1);
        float[] one = head.pooling() == Pooling.FIRST ? marks(1, 0) : marks(0, share);
        float[] all = new float[rows * one.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(one, 0, all, row * one.length, one.length);
        }
        return all;
    }

    private float[] labels(ImageBatch images) {
        if (head.regression()) {
            return images.labels();
        }
        float[] labels = new float[images.rows() * head.outputs()];
        for (int row = 0; row < images.rows(); row++) {
            labels[row * head.outputs() + (int) images.labels()[row]] = 1;
        }
        return labels;
    }

    @Override
    public <T> T outputs(TensorAlgebra<T> algebra, NetworkWeights<T> weights, Map<String, T> inputs) {
        VisionInputs<T> vision = new VisionInputs<>(
                inputs.get(PATCHES), inputs.get(CLASS_MARK), inputs.get(PATCH_MARK), inputs.get(POOLING));
        return new VisionTransformer<>(config, algebra, weights).outputs(head, vision);
    }

    @Override
    public <T> T loss(TensorAlgebra<T> algebra, T outputs, Map<String, T> inputs) {
        return head.loss(algebra, outputs, inputs.get(LABELS));
    }
}
