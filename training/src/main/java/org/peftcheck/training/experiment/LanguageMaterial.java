package org.peftcheck.training.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peftcheck.training.data.BatchOrder;
import org.peftcheck.training.data.DecoderTokenizer;
import org.peftcheck.training.data.LanguageDataset;
import org.peftcheck.training.data.LanguageExample;
import org.peftcheck.training.data.LanguageTasks;
import org.peftcheck.training.data.SequenceEncoder;
import org.peftcheck.training.data.TokenBatches;
import org.peftcheck.training.data.TokenSequence;
import org.peftcheck.training.model.LanguageModel;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.run.BatchSource;
import org.peftcheck.training.run.Evaluation;

/**
 * A pre-trained decoder and the texts of a task in its tokens. Trained on are the right answers.
 *
 * @param language the decoder and its tokenizer's source
 * @param data the texts
 * @param layout how sequences become batches
 * @param train the sequences that are trained on
 * @param onDev the evaluation on dev
 * @param onTest the evaluation on test, where there is one
 */
record LanguageMaterial(
        LanguageModel language,
        LanguageDataset data,
        TokenBatches layout,
        List<TokenSequence> train,
        LanguageHeldOut onDev,
        Optional<Evaluation> onTest)
        implements Material {

    private static final int SHORTEST = 8;

    /**
     * Opens a model and the data of a task.
     *
     * @param model the model's folder or file
     * @param task the task
     * @param maxLength the most tokens of a sequence; no more than the model takes
     * @return both
     * @throws IllegalArgumentException when one of them cannot be used, in one line
     */
    static LanguageMaterial of(String model, TaskChoice task, int maxLength) {
        if (maxLength < SHORTEST) {
            throw new IllegalArgumentException(
                    "max length: expected at least " + SHORTEST + " tokens, got " + maxLength);
        }
        LanguageDataset data = LanguageTasks.read(task.id(), task.request());
        LanguageModel language = PretrainedDecoders.open(model);
        int longest = Math.min(maxLength, language.decoder().config().longestInput());
        SequenceEncoder encoder = new SequenceEncoder(DecoderTokenizer.of(language), longest);
        TokenBatches layout = new TokenBatches(longest);
        List<TokenSequence> train = data.task().choice()
                ? data.train().stream()
                        .map(example -> encoder.answers(data.task(), example).get(example.right()))
                        .toList()
                : encoder.texts(data.task(), data.train());
        Optional<Evaluation> test =
                data.test().isEmpty() ? Optional.empty() : Optional.of(heldOut(language, encoder, data, data.test()));
        return new LanguageMaterial(language, data, layout, train, heldOut(language, encoder, data, data.dev()), test);
    }

    private static LanguageHeldOut heldOut(
            LanguageModel language, SequenceEncoder encoder, LanguageDataset data, List<LanguageExample> examples) {
        List<LanguageHeldOut.Item> items = data.task().choice()
                ? examples.stream()
                        .map(example ->
                                new LanguageHeldOut.Item(encoder.answers(data.task(), example), example.right()))
                        .toList()
                : encoder.texts(data.task(), examples).stream()
                        .map(sequence -> new LanguageHeldOut.Item(List.of(sequence), 0))
                        .toList();
        return new LanguageHeldOut(
                language.decoder().config(),
                encoder.longest(),
                items,
                data.task().choice());
    }

    @Override
    public DecoderModel model() {
        return new DecoderModel(language);
    }

    @Override
    public String task() {
        return data.task().id();
    }

    @Override
    public int outputs() {
        return 0;
    }

    @Override
    public boolean regression() {
        return false;
    }

    @Override
    public String dataDigest() {
        return ContentDigest.of(data);
    }

    @Override
    public Map<String, Integer> sizes() {
        return Map.of(
                "train", data.train().size(),
                "dev", data.dev().size(),
                "test", data.test().size());
    }

    /** A batch for each step, sequences of similar length together. */
    @Override
    public BatchSource batches(Experiment experiment) {
        BatchOrder order = BatchOrder.byLength(
                train.size(),
                experiment.training().batchSize(),
                experiment.training().seed(),
                place -> train.get(place).length());
        return step -> layout.batch(train, order, step);
    }
}
