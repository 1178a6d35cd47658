package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.peftcheck.training.experiment.HeldOutFile;
import org.peftcheck.training.method.MethodChoice;
import org.peftcheck.training.method.MethodNotes;

/**
 * Methods side by side: what their runs with several seeds have given.
 *
 * @param methods the methods, in the order of the table
 * @param runs their finished runs
 */
record TrainingComparison(List<MethodChoice> methods, List<ComparedRuns.Finished> runs) {

    private static final double MEBI = 1 << 20;

    private List<ComparedRuns.Finished> of(MethodChoice method) {
        return runs.stream()
                .filter(run -> run.experiment().method().equals(method))
                .toList();
    }

    private static Spread spread(List<ComparedRuns.Finished> some, ToDoubleFunction<ComparedRuns.Finished> value) {
        return Spread.of(some.stream().map(run -> value.applyAsDouble(run)).toList());
    }

    String asText() {
        if (runs.isEmpty()) {
            return "no run is finished\n";
        }
        ComparedRuns.Finished any = runs.get(0);
        TextTable table = new TextTable()
                .text("method", 24)
                .text("settings", 30)
                .number("trained")
                .number("head")
                .number(any.first().name() + " on " + any.part())
                .number("runs")
                .number("ms/step")
                .number("minutes")
                .number("MiB");
        for (MethodChoice method : methods) {
            List<ComparedRuns.Finished> some = of(method);
            if (some.isEmpty()) {
                table.row(method.id(), MethodNotes.settings(method), "", "", "", 0, "", "", "");
                continue;
            }
            var counts = some.get(0).record().counts();
            table.row(
                    method.id(),
                    MethodNotes.settings(method),
                    String.format(Locale.ROOT, "%,d", counts.trainedEncoder()),
                    String.format(Locale.ROOT, "%,d", counts.trainedHead()),
                    spread(some, run -> run.first().value()).text(),
                    some.size(),
                    fixed(spread(some, run -> run.record().times().stepMillis()).mean()),
                    fixed(spread(some, TrainingComparison::minutes).mean()),
                    String.format(Locale.ROOT, "%.0f", most(some) / MEBI));
        }
        return table.toString();
    }

    private static double minutes(ComparedRuns.Finished run) {
        return (run.record().times().trainSeconds() + run.record().times().evaluateSeconds()) / 60;
    }

    private static long most(List<ComparedRuns.Finished> some) {
        return some.stream()
                .mapToLong(run -> run.record().peakMemory().bytes())
                .max()
                .orElseThrow();
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    ArrayNode asJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (MethodChoice method : methods) {
            List<ComparedRuns.Finished> some = of(method);
            ObjectNode node = array.addObject();
            MethodNotes.of(method).forEach(node::put);
            some.stream().findFirst().ifPresent(any -> {
                Spread first = spread(some, run -> run.first().value());
                node.put("trained_parameters", any.record().counts().trainedEncoder())
                        .put("head_parameters", any.record().counts().trainedHead())
                        .put("metric", any.first().name())
                        .put("part", any.part())
                        .put("mean", first.mean());
                first.deviation().ifPresent(sd -> node.put("standard_deviation", sd));
                node.put(
                                "step_ms",
                                spread(some, run -> run.record().times().stepMillis())
                                        .mean())
                        .put(
                                "seconds",
                                60 * spread(some, TrainingComparison::minutes).mean())
                        .put("peak_memory_bytes", most(some));
            });
            ArrayNode each = node.putArray("runs");
            some.forEach(run -> each.add(asJson(run)));
        }
        return array;
    }

    private static ObjectNode asJson(ComparedRuns.Finished run) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("seed", run.experiment().training().seed())
                .put("steps", run.record().results().steps())
                .put("best_step", run.record().results().bestStep());
        return node.setAll(HeldOutFile.asJson(run.heldOut()));
    }
}
