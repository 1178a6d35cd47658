package org.peftcheck.training.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peftcheck.training.data.DataRequest;
import org.peftcheck.training.data.DecoderTokenizer;
import org.peftcheck.training.data.LanguageDataset;
import org.peftcheck.training.data.LanguageExample;
import org.peftcheck.training.data.LanguageTasks;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.LanguageModel;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/**
 * The real files, where {@code -Dlanguage.data=DIR} (the folders gsm8k and commonsense) and {@code -Dstories260k.data=DIR} and
 * {@code -Dstories15m.data=DIR} (a folder with {@code llama2.data}) say that they are; skipped elsewhere.
 */
class LanguageFilesTest {

    private static final String STORY =
            "Once upon a time, there was a little boy named Tim. Tim had a big dog named Spot."
                    + " They liked to play together in the yard. One day, Spot ran away. Tim was very sad.";

    @TempDir
    private Path folder;

    private static Path given(String property) {
        Optional<Path> data = Optional.ofNullable(System.getProperty(property)).map(Path::of);
        assumeTrue(data.isPresent(), "skipped: -D" + property + "=DIR is not given");
        assumeTrue(Files.isDirectory(data.orElseThrow()), "skipped: no folder " + data.orElseThrow());
        return data.orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "gsm8k, ., 7217, 256, 1319",
        "gsm8k-whole, gsm8k, 7217, 256, 1319",
        "arc-easy, commonsense, 2026, 225, 2376",
        "arc-challenge, commonsense, 1008, 111, 1172",
        "openbookqa, commonsense/openbookqa, 4701, 256, 500",
        "boolq, commonsense, 9171, 256, 3270",
        "piqa, commonsense, 1490, 165, 183",
        "social-iqa, commonsense, 1584, 175, 195",
        "winogrande, commonsense, 1027, 114, 126"
    })
    void sizesOfTheTasks(String task, String below, int train, int dev, int test) {
        LanguageDataset data =
                LanguageTasks.read(task, DataRequest.of(given("language.data").resolve(below)));
        assertEquals(
                List.of(train, dev, test),
                List.of(data.train().size(), data.dev().size(), data.test().size()));
    }

    /** Every text comes back, bytes of characters that are no pieces among it. */
    @Test
    void tokensOfRealTextsAreDecodedToTheTexts() {
        Path data = given("language.data");
        DecoderTokenizer tokenizer = DecoderTokenizer.of(
                PretrainedDecoders.open(given("stories260k.data").toString()));
        int count = 0;
        for (LanguageExample example :
                LanguageTasks.read("gsm8k", DataRequest.of(data)).test()) {
            String text = example.prompt() + example.answer();
            assertEquals(text, tokenizer.decode(tokenizer.encode(text, true)));
            count++;
        }
        assertEquals(1319, count);
    }

    @ParameterizedTest
    @CsvSource({"stories15m.data, 1.2, 4", "stories260k.data, 1.5, 6"})
    void aStoryIsLikely(String property, double least, double most) throws IOException {
        Path model = given(property);
        double story = perplexity(model, STORY);
        assertTrue(story > least && story < most, "perplexity of a story: " + story);
        double reversed = perplexity(model, new StringBuilder(STORY).reverse().toString());
        assertTrue(reversed > 20 * story, "perplexity of a story from its end: " + reversed);
    }

    private double perplexity(Path model, String text) throws IOException {
        Files.writeString(folder.resolve("train.txt"), text);
        Files.writeString(folder.resolve("dev.txt"), text);
        TaskChoice task = new TaskChoice("text", DataRequest.of(folder));
        LanguageMaterial material = LanguageMaterial.of(model.toString(), task, 256);
        LanguageModel language = material.language();
        try (Session session = new SameDiffEngine(Execution.PLAN, 2)
                .open(DecoderNetwork.pretrained(language.decoder(), Prediction.LIKELIHOOD))) {
            MetricValue perplexity = material.onDev().of(session).get(1);
            assertEquals("perplexity", perplexity.name());
            return perplexity.value();
        }
    }
}
