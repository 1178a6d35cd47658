package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.peftcheck.papers.recipe.Recipe;
import org.peftcheck.training.experiment.HeldOutFile;
import org.peftcheck.training.recipe.PairedDifference;

/**
 * What has come of a recipe as JSON.
 *
 * @param report the report
 */
record BenchmarkJson(BenchmarkReport report) {

    private Recipe recipe() {
        return report.plan().recipe();
    }

    ObjectNode asJson() {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("recipe", recipe().name())
                .put("kind", Names.of(recipe().kind()))
                .put("measure", Names.of(recipe().measure()))
                .put("about", recipe().about())
                .put("reference", recipe().reference());
        ArrayNode lines = root.putArray("lines");
        report.outcomes().forEach(outcome -> add(lines.addObject(), outcome));
        ArrayNode statements = root.putArray("statements");
        report.statements().forEach(statements::add);
        ArrayNode leftOut = root.putArray("left_out");
        report.plan().leftOut().forEach(leftOut::add);
        ArrayNode failures = root.putArray("not_finished");
        report.failures().forEach(failures::add);
        return root;
    }

    private void add(ObjectNode node, ArmOutcome outcome) {
        var experiment = outcome.arm().experiments().get(0);
        node.put("row", outcome.arm().label()).put("data", outcome.arm().data().name());
        ArrayNode paper = node.putArray("paper");
        recipe().paper(outcome.arm().row()).forEach(row -> paper.add(row.toString()));
        ArrayNode arguments = node.putArray("arguments");
        experiment.arguments().stream()
                .filter(argument -> !argument.startsWith("--seed="))
                .forEach(arguments::add);
        PaperFigures.score(recipe(), outcome.arm()).ifPresent(cell -> node.put("paper_score", cell.number()));
        ArrayNode runs = node.putArray("runs");
        outcome.runs().forEach(run -> runs.add(asJson(run)));
        if (outcome.runs().isEmpty()) {
            return;
        }
        ComparedRuns.Finished any = outcome.runs().get(0);
        node.put("trained_parameters", any.record().counts().trainedEncoder())
                .put("head_parameters", any.record().counts().trainedHead())
                .put("metric", any.first().name())
                .put("part", any.part());
        Spread score = outcome.spread(ArmOutcome::score);
        node.put("mean", score.mean());
        score.deviation().ifPresent(sd -> node.put("standard_deviation", sd));
        if (!report.isReference(outcome)) {
            Optional<ArmOutcome> reference = report.referenceOf(outcome);
            put(node, "minus_reference", reference.flatMap(other -> outcome.minus(other, ArmOutcome::score)));
            put(node, "step_excess", reference.flatMap(other -> outcome.excessOver(other, ArmOutcome::stepMillis)));
            put(node, "memory_excess", reference.flatMap(other -> outcome.excessOver(other, ArmOutcome::peakBytes)));
        }
    }

    private static void put(ObjectNode node, String name, Optional<PairedDifference> difference) {
        difference.ifPresent(found -> {
            ObjectNode object = node.putObject(name).put("mean", found.mean()).put("pairs", found.count());
            if (!Double.isNaN(found.halfWidth())) {
                object.put("half_width_95", found.halfWidth());
            }
            object.put("sign", Names.of(found.sign()));
        });
    }

    private static ObjectNode asJson(ComparedRuns.Finished run) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("seed", run.experiment().training().seed())
                .put("steps", run.record().results().steps())
                .put("step_ms", ArmOutcome.stepMillis(run))
                .put("peak_memory_bytes", run.record().peakMemory().bytes());
        return node.setAll(HeldOutFile.asJson(run.heldOut()));
    }
}
