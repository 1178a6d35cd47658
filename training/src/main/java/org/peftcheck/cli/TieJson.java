package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peftcheck.training.experiment.Experiment;
import org.peftcheck.training.experiment.HeldOutFile;
import org.peftcheck.training.run.MetricValue;
import org.peftcheck.training.tie.Invariance;
import org.peftcheck.training.tie.LossBound;
import org.peftcheck.training.tie.MergeFacts;
import org.peftcheck.training.tie.NetworkMeasure;
import org.peftcheck.training.tie.TieReport;
import org.peftcheck.training.tie.TweakerFacts;
import org.peftcheck.training.tie.TwinReport;
import org.peftcheck.training.tie.WeightRank;

/** A report of a run and the propositions as JSON. What is of first order or in double precision only ends in {@code Approx}. */
final class TieJson {

    private TieJson() {}

    static ObjectNode of(Path run, Experiment experiment, TieReport report) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("run", run.toString())
                .put("model", experiment.model())
                .put("task", experiment.task().id())
                .put("method", report.method())
                .put("rank", report.rank())
                .put("weights", report.weights());
        node.set("trained", measure(report.trained()));
        node.putObject("sample")
                .put("doubleRows", report.sample().doubleRows())
                .put("doubleLength", report.sample().doubleLength())
                .put("doubleLoss", report.sample().doubleLoss())
                .put("singleRows", report.sample().singleRows());
        if (report.tweakers().isEmpty()) {
            report.twins().forEach(twin -> twin(node.withArray("twins").addObject(), twin));
            number(node, "hypothesisGap", report.hypothesisGap());
            report.bounds().forEach(bound -> bound(node.withArray("bounds").addObject(), bound));
            report.invariance().ifPresent(gap -> invariance(node.putObject("invariance"), gap));
        } else {
            report.factors().ifPresent(factors -> node.set("loraFactors", measure(factors)));
            report.tweakers().forEach(facts -> tweaker(node.withArray("updates").addObject(), facts));
        }
        report.merges().forEach(merge -> merge(node.withArray("merges").addObject(), merge));
        return node.put("seconds", report.seconds()).put("conclusion", report.conclusion());
    }

    private static ObjectNode number(ObjectNode node, String name, double value) {
        return Double.isFinite(value) ? node.put(name, value) : node.putNull(name);
    }

    private static ObjectNode measure(NetworkMeasure measure) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        number(node, "devLoss", measure.devLoss());
        Map<String, List<MetricValue>> metrics = new LinkedHashMap<>();
        metrics.put("dev", measure.dev());
        measure.test().ifPresent(test -> metrics.put("test", test));
        return node.setAll(HeldOutFile.asJson(metrics));
    }

    private static void twin(ObjectNode node, TwinReport twin) {
        node.put("kind", twin.kind().id())
                .put("activation", twin.kind().activation().id())
                .put("reproduces", twin.kind().isInColumnSpace() ? "P A B" : "A B under P")
                .put("built", twin.built())
                .put("parameters", twin.parameters());
        number(node, "certifiedError", twin.worstError());
        number(node, "certifiedRelativeError", twin.worstRelativeError());
        number(node, "certifiedErrorInSinglePrecision", twin.worstSingleError());
        twin.measured().ifPresent(measured -> node.set("measured", measure(measured)));
        for (TwinReport.Layer layer : twin.layers()) {
            ObjectNode entry = node.withArray("layers").addObject().put("weight", layer.weight());
            if (!layer.built()) {
                entry.put("notApplicable", layer.reason());
                continue;
            }
            entry.put("width", layer.width()).put("parameters", layer.parameters());
            number(entry, "certifiedError", layer.error());
            number(entry, "certifiedRelativeError", layer.relativeError());
            number(entry, "certifiedErrorInSinglePrecision", layer.singleError());
            if (!Double.isFinite(layer.singleError())) {
                entry.put("notInSinglePrecision", layer.reason());
            }
        }
    }

    private static void bound(ObjectNode node, LossBound bound) {
        node.put("kind", bound.kind().id()).put("slots", bound.singlePrecision() ? "single" : "double");
        number(node, "loss", bound.loss());
        number(node, "targetLoss", bound.target());
        number(node, "difference", bound.difference());
        number(node, "boundApprox", bound.firstOrderApprox());
        number(node, "boundRigorous", bound.rigorous());
        node.put("within", bound.isWithin());
    }

    private static void invariance(ObjectNode node, TieReport.InvarianceReport report) {
        number(node, "loss", report.loss());
        number(node, "noise", report.noise());
        number(node, "leftTogether", report.leftTogether());
        number(node, "rightTogether", report.rightTogether());
        for (Invariance.Layer layer : report.layers()) {
            ObjectNode entry = node.withArray("layers").addObject().put("weight", layer.weight());
            rank(entry, layer.rank());
            side(entry.putObject("left"), layer.left());
            side(entry.putObject("right"), layer.right());
            number(entry, "inputsOutside", layer.inputsOutside());
        }
    }

    private static void rank(ObjectNode node, WeightRank rank) {
        node.put("rows", rank.rows())
                .put("columns", rank.columns())
                .put(rank.exact() ? "rank" : "rankAtLeast", rank.rank());
    }

    private static void side(ObjectNode node, Invariance.Side side) {
        node.put("verdict", side.verdict().name().toLowerCase(Locale.ROOT));
        number(node, "outside", side.outside());
        number(node, "gap", side.gap());
        number(node, "lipschitzBoundApprox", side.lipschitzApprox());
        number(node, "smoothBoundApprox", side.smoothApprox());
        number(node, "betaApprox", side.betaApprox());
    }

    private static void tweaker(ObjectNode node, TweakerFacts facts) {
        node.put("weight", facts.weight()).put("width", facts.rank()).put("rankApprox", facts.rankApprox());
        ArrayNode values = node.putArray("singularValuesApprox");
        for (double value : facts.singularValuesApprox()) {
            values.add(value);
        }
        number(node, "loraFactorError", facts.factorError());
        node.put("exactLoraFactors", facts.exactFactors()).put("deadUnits", facts.deadUnits());
        rank(node.putObject("weightRank"), facts.weightRank());
        number(node, "outsideApprox", facts.outsideApprox());
        facts.nonlinearityApprox().ifPresent(value -> number(node, "nonlinearityApprox", value));
    }

    private static void merge(ObjectNode node, MergeFacts merge) {
        node.put("format", merge.format().id()).put("worstWeight", merge.worstWeight());
        number(node, "error", merge.error());
        number(node, "errorBound", merge.errorBound());
        number(node, "lost", merge.lost());
        number(node, "swallowed", merge.swallowed());
        number(node, "largestOutputDifference", merge.outputs());
        number(node, "lossDifference", merge.loss());
    }
}
