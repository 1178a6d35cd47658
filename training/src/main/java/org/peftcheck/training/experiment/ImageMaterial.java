package org.peftcheck.training.experiment;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.image.ImageBatches;
import org.peftcheck.training.image.ImageDataset;
import org.peftcheck.training.image.ImageTasks;
import org.peftcheck.training.image.LabelledPicture;
import org.peftcheck.training.image.Picture;
import org.peftcheck.training.image.PictureProcessor;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.PretrainedVision;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.Evaluation;
import org.peftcheck.training.run.Sha256;

/**
 * A vision transformer and the images of a task.
 *
 * @param vision the network
 * @param data the images as it sees them, without normalisation
 * @param dataDigest the digest of the images as they were read
 */
record ImageMaterial(PretrainedVision vision, ImageDataset data, String dataDigest) implements Material {

    /** The part of the heap that images as the network sees them may take: a quarter. */
    private static final int SHARE = 4;

    /**
     * Opens a model and the images of a task.
     *
     * @param model the model's folder, or the sizes of one with random weights
     * @param task the task
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    static ImageMaterial of(String model, TaskChoice task) {
        if (!(PretrainedModels.open(model) instanceof VisionModel found)) {
            throw new BadModelException(
                    "model " + model, "a vision transformer, for the images of task " + task.id(), "another network");
        }
        PretrainedVision vision = found.vision();
        ImageDataset data = ImageTasks.read(task.id(), task.request());
        PictureProcessor processor = new PictureProcessor(vision.processing());
        return new ImageMaterial(
                vision, data.squared(processor, Runtime.getRuntime().maxMemory() / SHARE), digest(data));
    }

    /** Of all images in their order, each of which is read, so that a damaged file is found before training. */
    private static String digest(ImageDataset data) {
        MessageDigest digest = Sha256.digest();
        for (List<LabelledPicture> part : List.of(data.train(), data.dev(), data.test())) {
            digest.update((byte) '#');
            for (LabelledPicture image : part) {
                Picture picture = image.picture();
                ByteBuffer sizes = ByteBuffer.allocate(16)
                        .putInt(picture.channels())
                        .putInt(picture.height())
                        .putInt(picture.width())
                        .putInt(image.label());
                digest.update(sizes.array());
                digest.update(picture.samples());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private PictureProcessor processor() {
        return new PictureProcessor(vision.processing());
    }

    @Override
    public VisionModel model() {
        return new VisionModel(vision);
    }

    @Override
    public String task() {
        return data.task().id();
    }

    @Override
    public int outputs() {
        return data.task().outputs();
    }

    @Override
    public boolean regression() {
        return false;
    }

    @Override
    public Map<String, Integer> sizes() {
        return Map.of(
                "train",
                data.train().size(),
                "dev",
                data.dev().size(),
                "test",
                data.test().size());
    }

    /** A batch for each step, its images moved and mirrored at random. */
    @Override
    public BatchSource batches(Experiment experiment) {
        ImageBatches batches = new ImageBatches(
                data.train(),
                processor(),
                data.augmentation(),
                experiment.training().batchSize(),
                experiment.training().seed());
        return batches::batch;
    }

    @Override
    public Evaluation onDev() {
        return new ImageHeldOut(data.task(), data.dev(), processor());
    }

    @Override
    public Optional<Evaluation> onTest() {
        return data.test().isEmpty()
                ? Optional.empty()
                : Optional.of(new ImageHeldOut(data.task(), data.test(), processor()));
    }
}
