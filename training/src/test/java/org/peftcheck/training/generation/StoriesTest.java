package org.peftcheck.training.generation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.DecoderTensors;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.model.PretrainedDecoder;
import org.peftcheck.training.model.PretrainedDecoders;
import org.peftcheck.training.network.DecoderNetwork;
import org.peftcheck.training.network.DecoderNetwork.Prediction;
import org.peftcheck.training.samediff.SameDiffEngine;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** stories260K, where {@code -Dstories260k.data=DIR} says that it is, against plain loops over its file; skipped elsewhere. */
class StoriesTest {

    private static final int TOKENS = 100;

    private Path file;

    @BeforeEach
    void findFile() {
        Optional<Path> data =
                Optional.ofNullable(System.getProperty("stories260k.data")).map(Path::of);
        assumeTrue(data.isPresent(), "skipped: -Dstories260k.data=DIR is not given");
        file = data.orElseThrow().resolve("stories260K.bin");
        assumeTrue(Files.isRegularFile(file), "skipped: no file " + file);
    }

    private PretrainedDecoder decoder() {
        return PretrainedDecoders.open(file.toString()).decoder();
    }

    private int[] expected(int first, int count) throws IOException {
        PlainDecoder plain = PlainDecoder.read(file);
        int[] tokens = new int[count];
        int token = first;
        for (int k = 0; k < count; k++) {
            double[] logits = plain.read(token);
            token = 0;
            for (int j = 1; j < logits.length; j++) {
                token = logits[j] > logits[token] ? j : token;
            }
            tokens[k] = token;
        }
        return tokens;
    }

    private static Session open(PretrainedDecoder decoder, Prediction prediction) {
        return new SameDiffEngine(Execution.PLAN, 2).open(DecoderNetwork.pretrained(decoder, prediction));
    }

    private static int[] greedy(PretrainedDecoder decoder, int first, int count) {
        try (Session session = open(decoder, Prediction.NEXT_TOKEN)) {
            NextToken model = new SessionNextToken(session, decoder.config(), 1);
            return new GreedySearch(model, new SearchLimits(count, Set.of()))
                    .after(first)
                    .tokens();
        }
    }

    @Test
    void theGreedyContinuationIsThatOfPlainLoops() throws IOException {
        PretrainedDecoder decoder = decoder();
        assertEquals(8, decoder.config().heads());
        assertEquals(4, decoder.config().keyValueHeads());
        assertTrue(decoder.config().tiedHead());
        for (int first : new int[] {1, 403}) {
            assertArrayEquals(expected(first, TOKENS), greedy(decoder, first, TOKENS));
        }
    }

    /** Query rows of the file's own order, or another key head, give another story. */
    @Test
    void plantedMistakesAreSeen() throws IOException {
        PretrainedDecoder decoder = decoder();
        int[] expected = expected(1, TOKENS);
        String query = DecoderTensors.block(0) + "self_attn.q_proj.weight";
        int[] order = DecoderTensors.halves(8, 8);
        int[] back = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            back[order[k]] = k;
        }
        assertFalse(Arrays.equals(expected, greedy(withRows(decoder, query, back), 1, TOKENS)));
        int[] exchanged = new int[32];
        for (int k = 0; k < 32; k++) {
            exchanged[k] = k < 16 ? (k + 8) % 16 : k;
        }
        String key = DecoderTensors.block(0) + "self_attn.k_proj.weight";
        assertFalse(Arrays.equals(expected, greedy(withRows(decoder, key, exchanged), 1, TOKENS)));
    }

    private static PretrainedDecoder withRows(PretrainedDecoder decoder, String name, int... order) {
        FloatTensor old = decoder.weights().get(name);
        int columns = old.shape()[1];
        float[] values = new float[old.values().length];
        for (int k = 0; k < order.length; k++) {
            System.arraycopy(old.values(), order[k] * columns, values, k * columns, columns);
        }
        Map<String, FloatTensor> weights = new HashMap<>(decoder.weights());
        weights.put(name, new FloatTensor(old.shape(), values));
        return new PretrainedDecoder(decoder.name(), decoder.config(), weights);
    }

    /** The greedy story is likely, a shuffled one is not; both as plain loops say. */
    @Test
    void perplexitiesAreThoseOfPlainLoops() throws IOException {
        PretrainedDecoder decoder = decoder();
        int[] story = new int[60];
        story[0] = 1;
        System.arraycopy(expected(1, 59), 0, story, 1, 59);
        int[] shuffled = story.clone();
        for (int k = 1; k < 59; k += 2) {
            shuffled[k] = story[k + 1];
            shuffled[k + 1] = story[k];
        }
        try (Session session = open(decoder, Prediction.LIKELIHOOD)) {
            Likelihood likelihood = new Likelihood(session, decoder.config(), 2);
            for (int[] text : List.of(story, shuffled)) {
                double expected = plainLogProbability(text);
                TextLikelihood found = likelihood.ofTexts(List.of(text));
                assertEquals(59, found.tokens());
                assertEquals(expected, found.logProbability(), 1e-4 * Math.abs(expected));
            }
            assertTrue(likelihood.ofTexts(List.of(story)).perplexity() < 3);
            assertTrue(likelihood.ofTexts(List.of(shuffled)).perplexity() > 30);
        }
    }

    private double plainLogProbability(int... text) throws IOException {
        PlainDecoder plain = PlainDecoder.read(file);
        double logarithm = 0;
        for (int k = 0; k + 1 < text.length; k++) {
            double[] logits = plain.read(text[k]);
            double sum = Arrays.stream(logits).map(Math::exp).sum();
            logarithm += logits[text[k + 1]] - Math.log(sum);
        }
        return logarithm;
    }

    /** Four beams find a likelier story than the greedy one, of the probability that plain loops give it. */
    @Test
    void beamsFindWhatIsLikelier() throws IOException {
        PretrainedDecoder decoder = decoder();
        try (Session session = open(decoder, Prediction.NEXT_TOKEN)) {
            NextToken model = new SessionNextToken(session, decoder.config(), 4);
            SearchLimits limits = new SearchLimits(60, Set.of());
            double greedy = new GreedySearch(model, limits).after(1).logProbability();
            List<Continuation> found = new BeamSearch(model, limits, 4, 1).after(1);
            assertEquals(4, found.size());
            double best = found.get(0).logProbability();
            assertTrue(best > greedy + 0.01, best + " beside " + greedy);
            int[] story = new int[61];
            story[0] = 1;
            System.arraycopy(found.get(0).tokens(), 0, story, 1, 60);
            assertEquals(plainLogProbability(story), best, 1e-4 * Math.abs(best));
            assertEquals(found, new BeamSearch(model, limits, 4, 1).after(1));
        }
    }
}
