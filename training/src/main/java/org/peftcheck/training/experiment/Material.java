package org.peftcheck.training.experiment;

import java.util.List;
import java.util.Optional;
import org.peftcheck.training.data.BatchLayout;
import org.peftcheck.training.data.Dataset;
import org.peftcheck.training.data.EncodedExample;
import org.peftcheck.training.data.PretrainedTokenizer;
import org.peftcheck.training.data.TextTokenizer;
import org.peftcheck.training.data.TrainingBatches;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.model.TokenizerSource;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.run.BatchSource;

/**
 * A pre-trained encoder and a task's data in its tokens: what runs with different methods and seeds have in common.
 *
 * @param encoder the encoder
 * @param data the texts
 * @param layout how tokens become batches
 * @param train the examples that are trained on
 * @param dev those that are measured on during training
 * @param test those that are measured on at the end, perhaps none
 */
public record Material(
        PretrainedEncoder encoder,
        Dataset data,
        BatchLayout layout,
        List<EncodedExample> train,
        List<EncodedExample> dev,
        List<EncodedExample> test) {

    /**
     * Opens a model and the data of a task.
     *
     * @param model the model's name or folder
     * @param task the task
     * @param maxLength the most tokens of an input; no more than the model takes
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    public static Material of(String model, TaskChoice task, int maxLength) {
        Dataset data = task.read();
        PretrainedEncoder encoder = PretrainedEncoders.open(model);
        TextTokenizer tokenizer = tokenizer(encoder);
        int longest = longest(encoder, maxLength);
        return new Material(
                encoder,
                data,
                BatchLayout.of(encoder.config(), tokenizer),
                EncodedExample.all(data.train(), tokenizer, longest),
                EncodedExample.all(data.dev(), tokenizer, longest),
                EncodedExample.all(data.test(), tokenizer, longest));
    }

    private static int longest(PretrainedEncoder encoder, int maxLength) {
        if (maxLength < 8) {
            throw new IllegalArgumentException("max length: expected at least 8 tokens, got " + maxLength);
        }
        return Math.min(maxLength, encoder.config().longestInput());
    }

    private static TextTokenizer tokenizer(PretrainedEncoder encoder) {
        String name = "tokenizer of " + encoder.name();
        TextTokenizer tokenizer;
        if (encoder.tokenizer() instanceof TokenizerSource.TokenizerJson json) {
            tokenizer = PretrainedTokenizer.of(json.json(), name);
        } else {
            TokenizerSource.WordPieces pieces = (TokenizerSource.WordPieces) encoder.tokenizer();
            if (!pieces.lowerCase()) {
                throw new BadModelException(
                        name, "a tokenizer.json, or a vocab.txt of an uncased model", "a vocab.txt of a cased one");
            }
            byte[] lines = String.join("\n", pieces.pieces()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            tokenizer = PretrainedTokenizer.ofWordPieces(lines, name);
        }
        return tokenizer;
    }

    /**
     * The network of a run, with its initial values.
     *
     * @param experiment the run; its model and task are those of this material
     * @return the network
     * @throws IllegalArgumentException when method, targets or head do not fit the model
     */
    public FineTuning network(Experiment experiment) {
        return network(encoder, experiment, data.task().outputs(), data.task().regression());
    }

    /** The network of a run on an encoder, for a number of outputs. */
    static FineTuning network(PretrainedEncoder encoder, Experiment experiment, int outputs, boolean regression) {
        if (experiment.pooling() == Pooling.POOLER && !encoder.hasPooler()) {
            throw new BadModelException("model " + encoder.name(), "a pooler, for pooling by it", "none");
        }
        return FineTunings.of(
                new EncoderNetwork(
                        encoder.config(),
                        new ClassifierHead(experiment.pooling(), experiment.denseHead(), outputs, regression)),
                encoder.weights(),
                experiment.method(),
                experiment.form(),
                experiment.training().seed());
    }

    /**
     * The batches of a run.
     *
     * @param experiment the run
     * @return a batch for each step, inputs of similar length together
     */
    public BatchSource batches(Experiment experiment) {
        TrainingBatches batches = new TrainingBatches(
                train,
                layout,
                experiment.training().batchSize(),
                experiment.training().seed(),
                true);
        return batches::batch;
    }

    /** The evaluation on dev, which decides which values are the best. */
    public HeldOut onDev() {
        return HeldOut.of(data.task(), dev, layout);
    }

    /** The evaluation on test; empty where the task has no labelled test examples. */
    public Optional<HeldOut> onTest() {
        return test.isEmpty() ? Optional.empty() : Optional.of(HeldOut.of(data.task(), test, layout));
    }
}
