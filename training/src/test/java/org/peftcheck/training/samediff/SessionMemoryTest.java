package org.peftcheck.training.samediff;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peftcheck.theory.adapter.AdapterOptions;
import org.peftcheck.theory.adapter.AdapterRegistry;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.training.benchmark.SyntheticNetwork;
import org.peftcheck.training.engine.EncodedBatch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.FineTuning.UpdateForm;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.model.ClassifierHead.Pooling;
import org.peftcheck.training.model.EncoderConfig;
import org.peftcheck.training.model.FloatTensor;
import org.peftcheck.training.samediff.SameDiffEngine.Execution;

/** What a session takes of the memory outside the heap, and what it gives back. */
class SessionMemoryTest {

    private static final EncoderConfig CONFIG =
            new EncoderConfig(EncoderConfig.Family.BERT, 1, 48, 3, 96, 2_000, 64, 2, 1e-12, Activation.GELU);

    /** The least that the buffers of the longest batch take: those of the inner features of a block, in bytes. */
    private static final long ARENA = 4L * 4 * 40 * 96;

    private static final int READINGS = 100;
    private static final int[] LENGTHS = {8, 16, 24, 40};

    private static FineTuning network() {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 4);
        Map<String, FloatTensor> weights = synthetic.weights();
        return synthetic.network(
                weights,
                synthetic.adapted(
                        AdapterRegistry.standard().method("lora").configure(AdapterOptions.DEFAULT),
                        4,
                        weights,
                        synthetic.queriesAndValues()),
                false,
                synthetic.head(Pooling.MEAN, 2, false),
                UpdateForm.FACTORED);
    }

    private static List<EncodedBatch> batches() {
        SyntheticNetwork synthetic = new SyntheticNetwork(CONFIG, 9);
        List<EncodedBatch> batches = new ArrayList<>();
        for (int length : LENGTHS) {
            batches.add(synthetic.batch(synthetic.head(Pooling.MEAN, 2, false), 4, length));
        }
        return batches;
    }

    /** Bytes that JavaCPP has allocated and that are in use; what is garbage is freed by another thread, some time later. */
    private static long bytes() throws InterruptedException {
        long bytes = Pointer.totalBytes();
        int unchanged = 0;
        for (int reading = 0; reading < READINGS && unchanged < 3; reading++) {
            System.gc();
            Thread.sleep(10);
            long now = Pointer.totalBytes();
            unchanged = now == bytes ? unchanged + 1 : 0;
            bytes = now;
        }
        return bytes;
    }

    @Test
    void stepsOfAlternatingShapesDoNotGrow() throws InterruptedException {
        List<EncodedBatch> batches = batches();
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network())) {
            batches.forEach(batch -> SmallNetwork.descend(session, batch, 0.01f));
            batches.forEach(session::outputs);
            long before = bytes();
            for (int step = 0; step < 60; step++) {
                SmallNetwork.descend(session, batches.get(step % LENGTHS.length), 0.01f);
                session.outputs(batches.get((step + 1) % LENGTHS.length));
            }
            long after = bytes();
            assertTrue(after <= before, after + " bytes after 60 steps, " + before + " before");
        }
    }

    /** The check above can fail: a batch longer than all before needs room. */
    @Test
    void aLongerBatchIsSeen() throws InterruptedException {
        List<EncodedBatch> batches = batches();
        try (Session session = new SameDiffEngine(Execution.PLAN, 2).open(network())) {
            session.step(batches.get(0));
            long before = bytes();
            session.step(batches.get(LENGTHS.length - 1));
            assertTrue(bytes() > before + ARENA / 2, "a longer batch takes " + (bytes() - before) + " bytes more");
        }
    }

    @Test
    void closingGivesBackWhatWasAllocated() throws InterruptedException {
        long start = bytes();
        for (int round = 0; round < 3; round++) {
            Session session = new SameDiffEngine(Execution.PLAN, 2).open(network());
            batches().forEach(session::step);
            batches().forEach(session::outputs);
            long open = bytes();
            session.close();
            long closed = bytes();
            assertTrue(open > start + ARENA, "open: " + (open - start) + " bytes more");
            assertTrue(closed < start + ARENA / 4, "closed: " + (closed - start) + " bytes more");
        }
    }

    /** The weights are ND4J's, which counts them nowhere; whether each has been freed it does tell. */
    @Test
    void releasingFreesTheWeights() {
        FineTuning network = network();
        NetworkTensors tensors = new NetworkTensors(network, true);
        new NetworkGraph(network, tensors, 2, 8, false);
        for (String name : tensors.names()) {
            assertFalse(tensors.array(name).wasClosed(), name);
        }
        tensors.release();
        for (String name : tensors.names()) {
            assertTrue(tensors.array(name).wasClosed(), name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedSessionIsRefused(Execution execution) {
        EncodedBatch batch = batches().get(0);
        Session session = new SameDiffEngine(execution, 1).open(network());
        session.step(batch);
        session.outputs(batch);
        session.close();
        String expected = "session: expected an open one, got one that is closed";
        assertEquals(expected, refusal(() -> session.step(batch)));
        assertEquals(expected, refusal(() -> session.outputs(batch)));
        assertEquals(expected, refusal(session::trained));
        assertDoesNotThrow(session::close, "closing again does nothing");
    }

    private static String refusal(Runnable use) {
        return assertThrows(IllegalStateException.class, use::run).getMessage();
    }
}
