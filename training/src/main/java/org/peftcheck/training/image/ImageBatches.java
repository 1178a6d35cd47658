package org.peftcheck.training.image;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.peftcheck.training.data.Permutation;
import org.peftcheck.training.engine.ImageBatch;

/**
 * The batches of images, for training and for measuring. Those of training are functions of seed, epoch and index alone: the order of an
 * epoch, and what is done to each image in it. An epoch has every image once; its last batch is filled up with the first images of that
 * order, so that all batches have the same number of rows.
 */
public final class ImageBatches {

    private static final long ORDER = 0x696d6167L;
    private static final long MOVES = 0x6d6f7665_00000000L;

    private final List<LabelledPicture> images;
    private final PictureProcessor processor;
    private final Augmentation augmentation;
    private final int rows;
    private final long seed;
    private volatile Epoch latest;

    /** The order of an epoch. */
    private record Epoch(int number, int[] order) {}

    /**
     * Batches of training.
     *
     * @param images square images of the model's size, at least one
     * @param processor normalises them
     * @param augmentation what is done to them at random
     * @param batchSize the rows of a batch; all of the images when there are fewer
     * @param seed determines the orders and the moves
     */
    public ImageBatches(
            List<LabelledPicture> images,
            PictureProcessor processor,
            Augmentation augmentation,
            int batchSize,
            long seed) {
        if (images.isEmpty() || batchSize < 1) {
            throw new IllegalArgumentException(
                    "batches: expected at least one image and a batch size of at least 1, got " + images.size()
                            + " and " + batchSize);
        }
        this.images = List.copyOf(images);
        this.processor = processor;
        this.augmentation = augmentation;
        this.rows = Math.min(batchSize, images.size());
        this.seed = seed;
        this.latest = new Epoch(0, order(0));
    }

    /** The number of batches of an epoch. */
    public int perEpoch() {
        return (images.size() + rows - 1) / rows;
    }

    private int[] order(int epoch) {
        int[] shuffled = Permutation.of(images.size(), seed, ORDER, epoch);
        return IntStream.range(0, perEpoch() * rows)
                .map(i -> shuffled[i % shuffled.length])
                .toArray();
    }

    /**
     * A batch of a run that takes the batches of all epochs one after another.
     *
     * @param step the number of the batch, from 0
     * @return the batch
     */
    public ImageBatch batch(long step) {
        int epoch = Math.toIntExact(step / perEpoch());
        int index = (int) (step % perEpoch());
        Epoch current = latest;
        if (current.number() != epoch) {
            current = new Epoch(epoch, order(epoch));
            latest = current;
        }
        int[] members = Arrays.copyOfRange(current.order(), index * rows, (index + 1) * rows);
        return batch(members, member -> {
            SplittableRandom random = Permutation.random(seed, MOVES + member, epoch);
            return augmentation.draw(random);
        });
    }

    /**
     * Some images as they are.
     *
     * @param from the first one
     * @param to the one after the last
     * @return the batch
     */
    public ImageBatch plain(int from, int to) {
        return batch(IntStream.range(from, to).toArray(), member -> Augmentation.Move.NONE);
    }

    private ImageBatch batch(int[] members, IntFunction<Augmentation.Move> moves) {
        int channels = processor.processing().channels();
        int side = processor.processing().side();
        float[] pixels = new float[members.length * channels * side * side];
        float[] labels = new float[members.length];
        for (int row = 0; row < members.length; row++) {
            LabelledPicture image = images.get(members[row]);
            processor.write(image.picture(), moves.apply(members[row]), pixels, row * channels * side * side);
            labels[row] = image.label();
        }
        return new ImageBatch(members.length, channels, side, pixels, labels);
    }
}
