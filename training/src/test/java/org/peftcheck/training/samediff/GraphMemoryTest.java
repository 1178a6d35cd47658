package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.plan.Plans;
import org.peftcheck.training.plan.Workers;

/** A graph, and the plan that is made of it, read the weights where the session holds them. What the process grows by tells of a copy. */
class GraphMemoryTest {

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    /** HotSpot's heap of less than 32 GB lies below this address, so that references have 32 bits. */
    private static final long BEYOND_THE_HEAP = 1L << 36;

    private static final int VOCABULARY = 160_000;

    /** The only tensor of more than some kilobytes is the table of embeddings, 61 MB. */
    private static FineTuning network(int vocabulary, boolean everything) {
        EncoderConfig config =
                new EncoderConfig(EncoderConfig.Family.BERT, 1, 96, 3, 96, vocabulary, 16, 2, 1e-12, Activation.GELU);
        SyntheticNetwork synthetic = new SyntheticNetwork(config, 4);
        return synthetic.network(
                synthetic.weights(), Map.of(), everything, synthetic.head(Pooling.MEAN, 2, false), UpdateForm.FACTORED);
    }

    /** What the process has in memory outside its heap, which grows and shrinks as the collector likes. */
    private static long residentKilobytes() throws IOException {
        System.gc();
        long outside = 0;
        boolean counts = false;
        for (String line : Files.readAllLines(MAPPINGS)) {
            int dash = line.indexOf('-');
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                counts = Long.parseUnsignedLong(line.substring(0, dash), 16) >= BEYOND_THE_HEAP;
            } else if (counts && line.startsWith("Rss:")) {
                outside += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return outside;
    }

    private static void plan(FineTuning network, NetworkTensors tensors) {
        new NetworkPlan(network, tensors, new Plans(new Workers(1)), 2, 8, NetworkPlan.Purpose.STEP).close();
    }

    @BeforeAll
    static void everythingIsLoaded() {
        assumeTrue(Files.isReadable(MAPPINGS), "no " + MAPPINGS + " tells of this process");
        FineTuning small = network(50, true);
        plan(small, new NetworkTensors(small, true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPlanCopiesNoWeights(boolean everything) throws IOException {
        assertNoCopy(network(VOCABULARY, everything));
    }

    /** Nor does it widen more of them than it multiplies at a time. */
    @Test
    void aPlanKeepsWeightsInBf16() throws IOException {
        FineTuning wide = network(VOCABULARY, false);
        Map<String, FloatTensor> narrow = new HashMap<>();
        wide.weights().forEach((name, tensor) -> narrow.put(name, tensor.inBf16()));
        assertNoCopy(wide.withWeights(narrow));
    }

    private static void assertNoCopy(FineTuning network) throws IOException {
        NetworkTensors tensors = new NetworkTensors(network, true);
        long table = tensors.bytes() / 1024;
        long before = residentKilobytes();
        plan(network, tensors);
        long growth = residentKilobytes() - before;
        tensors.release();
        assertTrue(growth < table / 2, growth + " kB more after a plan of " + table + " kB of weights");
    }

    /** The check above can fail: a graph of SameDiff as it comes keeps a copy. */
    @Test
    void aCopyIsSeen() throws IOException {
        FineTuning network = network(VOCABULARY, false);
        NetworkTensors tensors = new NetworkTensors(network, true);
        long table = tensors.bytes() / 1024;
        long before = residentKilobytes();
        SameDiff graph = SameDiff.create();
        for (String name : tensors.names()) {
            graph.constant(name, tensors.array(name));
        }
        long growth = residentKilobytes() - before;
        tensors.release();
        assertEquals(Nd4j.dataType(), graph.variables().get(0).dataType(), "the graph is still there");
        assertTrue(growth > table / 2, growth + " kB more with a copy of " + table + " kB of weights");
    }
}
