package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.method.FineTunings;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.model.ClassifierHead;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.network.EncoderNetwork;
import org.peftcheck.training.plan.Workers;

/**
 * A formula on hidden states has a state a column; a network has a state a row. The plan of a training step turns nothing of the size of
 * the states round: no step has a result of d × n, and the buffers are no larger than those of BitFit, which trains through all
 * blocks too and puts nothing on the states.
 */
class HiddenFormTest {

    private static final int HIDDEN = 14;
    private static final int STATES = 45;
    private static final int BOTTLENECK = 3;
    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 2, HIDDEN, 2, 26, 31, 16, 2, 1e-5, Activation.GELU);
    private static final ClassifierHead HEAD = new ClassifierHead(Pooling.MEAN, false, 2, false);
    private static final Pattern RESULT = Pattern.compile(".*  (?:product|rows) (\\d+)x(?:\\d+x)?(\\d+)\\b.*");
    private static final Pattern ARENA = Pattern.compile(".*arena (\\d+).*");

    private static List<String> steps(String id) {
        Map<String, FloatTensor> weights = new SyntheticNetwork(CONFIG, 4).weights();
        MethodChoice plain = new MethodChoice(id, AdapterOptions.DEFAULT, OptionalInt.empty(), List.of());
        MethodChoice method = plain.isSized() ? plain.withRank(BOTTLENECK) : plain;
        FineTuning network = FineTunings.of(new EncoderNetwork(CONFIG, HEAD), weights, method, UpdateForm.FACTORED, 1);
        try (SameDiffSession session = new SameDiffSession(network, new Workers(1))) {
            return session.profile(new SyntheticNetwork(CONFIG, 5).batch(HEAD, 5, 9));
        }
    }

    private static List<String> withResult(List<String> steps, int rows, int columns) {
        return steps.stream()
                .filter(line -> {
                    Matcher result = RESULT.matcher(line);
                    return result.matches()
                            && Integer.parseInt(result.group(1)) == rows
                            && Integer.parseInt(result.group(2)) == columns;
                })
                .toList();
    }

    private static long arena(List<String> steps) {
        Matcher arena = ARENA.matcher(steps.get(0));
        assertTrue(arena.matches(), steps.get(0));
        return Long.parseLong(arena.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "adapter-fnn", "red", "loreft", "direft"})
    void nothingIsTurnedRound(String method) {
        List<String> steps = steps(method);
        assertEquals(List.of(), withResult(steps, HIDDEN, STATES));
        assertEquals(List.of(), withResult(steps, BOTTLENECK, STATES));
    }

    /** The check above is not blind: it sees the states as they are. */
    @Test
    void statesByRowsAreSeen() {
        assertFalse(withResult(steps("houlsby"), STATES, HIDDEN).isEmpty());
        assertFalse(withResult(steps("houlsby"), STATES, BOTTLENECK).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"houlsby", "adapter-fnn", "red", "loreft", "direft"})
    void theBuffersAreNoLargerThanThoseOfBitFit(String method) {
        long more = arena(steps(method)) - arena(steps("bitfit"));
        assertTrue(more <= 0, method + ": " + more + " numbers more");
    }
}
