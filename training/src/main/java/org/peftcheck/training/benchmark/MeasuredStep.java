package org.peftcheck.training.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.ObjectName;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.Engine;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.StepResources;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.run.AdamW;
import org.peftcheck.training.run.AdamWSettings;
import org.peftcheck.training.run.GradientNorm;
import org.peftcheck.training.run.PeakMemory;

/**
 * Training steps that were run to see what they take.
 *
 * @param trained trained parameters, those of the head among them
 * @param resources what a step computes and holds, counted
 * @param optimiserBytes the moments of the optimiser
 * @param processBytes by how much the resident memory of the process grew from before the session to the peak of the steps, Java's
 *     own with it; none where the system does not tell
 * @param milliseconds the time of the last step
 */
public record MeasuredStep(
        long trained, StepResources resources, long optimiserBytes, OptionalLong processBytes, double milliseconds) {

    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESIDENT = "VmHWM";

    /**
     * Opens a session and runs steps.
     *
     * @param engine the engine
     * @param network the network
     * @param batch the batch of all steps
     * @param steps how many, at least 1
     * @return what was measured
     * @throws IllegalArgumentException when the engine does not count what it computes
     */
    public static MeasuredStep of(Engine engine, FineTuning network, Batch batch, int steps) {
        OptionalLong before = residentNow();
        try (Session session = engine.open(network)) {
            List<TrainedTensor> tensors = session.trained();
            AdamWSettings settings = AdamWSettings.defaults();
            AdamW adamW = new AdamW(tensors, settings);
            double milliseconds = 0;
            for (int k = 0; k < steps; k++) {
                long start = System.nanoTime();
                session.step(batch);
                adamW.update(1, GradientNorm.clip(GradientNorm.of(tensors), settings.clipNorm()));
                milliseconds = (System.nanoTime() - start) / 1e6;
            }
            long peak = PeakMemory.now().bytes();
            StepResources resources = session.resources(batch)
                    .orElseThrow(() -> new IllegalArgumentException("measured step: expected an engine that counts what"
                            + " it computes, which the static plan does, got " + engine.description()));
            return new MeasuredStep(
                    tensors.stream().mapToLong(TrainedTensor::count).sum(),
                    resources,
                    adamW.stateBytes(),
                    before.isPresent() ? OptionalLong.of(peak - before.getAsLong()) : before,
                    milliseconds);
        }
    }

    /** The resident memory without what earlier sessions have freed, after which the peak is counted anew. */
    private static OptionalLong residentNow() {
        if (!Files.isWritable(RESET) || !givesBackFreeMemory()) {
            return OptionalLong.empty();
        }
        try {
            Files.writeString(RESET, "5");
        } catch (IOException e) {
            throw new UncheckedIOException(RESET + ": expected a file that resets the peak of memory", e);
        }
        PeakMemory now = PeakMemory.now();
        return now.source().equals(RESIDENT) ? OptionalLong.of(now.bytes()) : OptionalLong.empty();
    }

    /** Makes Java and the C library give back what they hold in reserve; whether that could be asked of them. */
    private static boolean givesBackFreeMemory() {
        System.gc();
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
            return true;
        } catch (JMException absent) {
            return false;
        }
    }
}
