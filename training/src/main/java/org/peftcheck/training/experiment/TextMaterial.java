package org.peftcheck.training.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.data.BatchLayout;
import org.peftcheck.training.data.Dataset;
import org.peftcheck.training.data.EncodedExample;
import org.peftcheck.training.data.PretrainedTokenizer;
import org.peftcheck.training.data.TextTokenizer;
import org.peftcheck.training.data.TrainingBatches;
import org.peftcheck.training.model.BadModelException;
import org.peftcheck.training.model.PretrainedEncoder;
import org.peftcheck.training.model.PretrainedEncoders;
import org.peftcheck.training.model.TokenizerSource;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.Evaluation;

/**
 * A pre-trained encoder and the texts of a task in its tokens.
 *
 * @param encoder the encoder
 * @param data the texts
 * @param layout how tokens become batches
 * @param train the examples that are trained on
 * @param dev those that are measured on during training
 * @param test those that are measured on at the end, perhaps none
 */
record TextMaterial(
        PretrainedEncoder encoder,
        Dataset data,
        BatchLayout layout,
        List<EncodedExample> train,
        List<EncodedExample> dev,
        List<EncodedExample> test)
        implements Material {

    /**
     * Opens a model and the data of a task.
     *
     * @param model the model's name or folder
     * @param task the task
     * @param maxLength the most tokens of an input; no more than the model takes
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    static TextMaterial of(String model, TaskChoice task, int maxLength) {
        Dataset data = task.read();
        PretrainedEncoder encoder = PretrainedEncoders.open(model);
        TextTokenizer tokenizer = tokenizer(encoder);
        int longest = longest(encoder, maxLength);
        return new TextMaterial(
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

    @Override
    public EncoderModel model() {
        return new EncoderModel(encoder);
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
        return data.task().regression();
    }

    @Override
    public String dataDigest() {
        return ContentDigest.of(data);
    }

    @Override
    public Map<String, Integer> sizes() {
        return Map.of("train", train.size(), "dev", dev.size(), "test", test.size());
    }

    /** A batch for each step, inputs of similar length together. */
    @Override
    public BatchSource batches(Experiment experiment) {
        TrainingBatches batches = new TrainingBatches(
                train,
                layout,
                experiment.training().batchSize(),
                experiment.training().seed(),
                true);
        return batches::batch;
    }

    @Override
    public Evaluation onDev() {
        return HeldOut.of(data.task(), dev, layout);
    }

    @Override
    public Optional<Evaluation> onTest() {
        return test.isEmpty() ? Optional.empty() : Optional.of(HeldOut.of(data.task(), test, layout));
    }
}
