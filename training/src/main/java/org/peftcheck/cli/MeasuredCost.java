package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peftcheck.theory.count.TrainingCost;
import org.peftcheck.training.benchmark.MeasuredStep;

/**
 * What steps took, beside what was predicted.
 *
 * @param form how the method was computed
 * @param cost the prediction
 * @param trained the predicted number of trained parameters, with the head
 * @param step the measurement
 */
record MeasuredCost(String form, TrainingCost cost, BigInteger trained, MeasuredStep step) {

    private static final int WIDEST = 60;
    private static final int DIGITS = 4;

    /** A figure. */
    private record Line(String name, String key, BigInteger predicted, long measured) {
        String ratio() {
            return measured == 0
                    ? ""
                    : new BigDecimal(predicted)
                            .divide(BigDecimal.valueOf(measured), DIGITS, RoundingMode.HALF_UP)
                            .toPlainString();
        }
    }

    private List<Line> lines() {
        TrainingCost.Flops flops = cost.flops();
        TrainingCost.Memory memory = cost.memory();
        BigInteger activations =
                memory.modelActivations().add(memory.adapterActivations()).add(memory.workspace());
        long counted = step.resources().frozenBytes()
                + step.resources().trainedBytes()
                + step.resources().gradientBytes()
                + step.optimiserBytes()
                + step.resources().activationBytes();
        List<Line> lines = new ArrayList<>(List.of(
                new Line("trained parameters", "trained", trained, step.trained()),
                new Line(
                        "FLOPs, forward",
                        "forwardFlops",
                        flops.modelForward().add(flops.adapterForward()),
                        step.resources().forwardProducts()),
                new Line("FLOPs, all", "flops", flops.total(), step.resources().products()),
                new Line(
                        "bytes, frozen weights",
                        "frozenBytes",
                        memory.frozenWeights(),
                        step.resources().frozenBytes()),
                new Line(
                        "bytes, trained parameters",
                        "trainedBytes",
                        memory.trainedWeights(),
                        step.resources().trainedBytes()),
                new Line(
                        "bytes, gradients",
                        "gradientBytes",
                        memory.gradients(),
                        step.resources().gradientBytes()),
                new Line("bytes, optimiser", "optimiserBytes", memory.optimiser(), step.optimiserBytes()),
                new Line(
                        "bytes, activations and workspace",
                        "activationBytes",
                        activations,
                        step.resources().activationBytes()),
                new Line("bytes, all", "bytes", memory.total(), counted)));
        step.processBytes()
                .ifPresent(bytes ->
                        lines.add(new Line("bytes, growth of the process", "processBytes", memory.total(), bytes)));
        return lines;
    }

    /** As text. */
    String asText() {
        TextTable table = new TextTable()
                .text(form + ", as run", WIDEST)
                .number("predicted")
                .number("measured")
                .number("ratio");
        lines().forEach(line -> table.row(line.name(), line.predicted(), line.measured(), line.ratio()));
        return table
                + String.format(
                        Locale.ROOT,
                        "beside products, %d numbers computed entry by entry; %.1f ms for the last step%n",
                        step.resources().entrywise(),
                        step.milliseconds());
    }

    /** As JSON. */
    void putInto(ObjectNode node) {
        node.put("form", form);
        lines().forEach(line ->
                node.putObject(line.key()).put("predicted", line.predicted()).put("measured", line.measured()));
        node.put("entrywise", step.resources().entrywise()).put("milliseconds", step.milliseconds());
    }
}
