package org.peftcheck.training.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peftcheck.training.engine.Batch;
import org.peftcheck.training.engine.FineTuning;
import org.peftcheck.training.engine.Session;
import org.peftcheck.training.engine.TrainedTensor;
import org.peftcheck.training.reference.AdaptedReference;

/** Compares the gradients of a session with central differences of the loss in double precision. */
final class GradientCheck {

    private static final double STEP = 1e-5;

    /** Entries of a large tensor that are looked at. */
    private static final int ENTRIES = 40;

    private GradientCheck() {}

    /**
     * The tensors whose gradient is wrong.
     *
     * @param tolerance the largest difference, relative to the largest derivative within the tensor
     * @param floor differences below this are rounding: gradients of a loss near 1 in single precision
     */
    static List<String> failures(FineTuning network, Session session, Batch batch, double tolerance, double floor) {
        return failures(new AdaptedReference(network), session, batch, tolerance, floor);
    }

    /**
     * The tensors whose gradient is wrong.
     *
     * @param reference the network in double precision
     * @param tolerance the largest difference, relative to the largest derivative within the tensor
     * @param floor differences below this are rounding
     */
    static List<String> failures(
            AdaptedReference reference, Session session, Batch batch, double tolerance, double floor) {
        double expectedLoss = reference.loss(batch);
        double loss = session.step(batch);
        List<String> failures = new ArrayList<>();
        if (!(Math.abs(loss - expectedLoss) <= tolerance * Math.abs(expectedLoss))) {
            failures.add("loss: expected " + expectedLoss + ", got " + loss);
        }
        for (TrainedTensor tensor : session.trained()) {
            check(reference, batch, tensor, tolerance, floor, failures);
        }
        return failures;
    }

    private static void check(
            AdaptedReference reference,
            Batch batch,
            TrainedTensor tensor,
            double tolerance,
            double floor,
            List<String> failures) {
        double[] values = reference.values(tensor.name());
        int stride = Math.max(1, values.length / ENTRIES);
        double largest = 0;
        double worst = 0;
        for (int k = 0; k < values.length; k += stride) {
            double there = values[k];
            values[k] = there + STEP;
            double above = reference.loss(batch);
            values[k] = there - STEP;
            double below = reference.loss(batch);
            values[k] = there;
            double expected = (above - below) / (2 * STEP);
            largest = Math.max(largest, Math.abs(expected));
            double difference = Math.abs(expected - tensor.gradient().get(k));
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        if (!(worst <= Math.max(floor, tolerance * largest))) {
            failures.add(String.format(
                    Locale.ROOT, "%s: differs by %.3e where derivatives reach %.3e", tensor.name(), worst, largest));
        }
    }
}
