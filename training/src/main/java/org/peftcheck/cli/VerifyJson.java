package org.peftcheck.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.InstanceReport;
import org.peftcheck.papers.Erratum;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** The verdicts as JSON; numbers that matter are exact fractions, as texts. */
final class VerifyJson {

    private VerifyJson() {}

    static ObjectNode of(List<ClaimReport> reports) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode claims = root.putArray("claims");
        reports.forEach(report -> claims.add(claim(report)));
        VerifyCommand.putCounts(root.putObject("verdicts"), reports);
        root.put("asExpected", reports.stream().allMatch(ClaimReport::asExpected));
        return root;
    }

    private static ObjectNode claim(ClaimReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("claim", report.claim().id())
                .put("place", report.claim().place())
                .put("verdict", report.label())
                .put("expected", Names.of(report.claim().expected()))
                .put("asExpected", report.asExpected())
                .put("how", report.how())
                .put("worstRelativeError", report.worstRelativeError())
                .put("seconds", report.seconds());
        report.verdict().ifPresent(verdict -> {
            node.put("szs", verdict.szs());
            detail(node, verdict);
        });
        ArrayNode instances = node.putArray("instances");
        report.instances().forEach(instance -> instances.add(instance(instance)));
        ArrayNode errata = node.putArray("errata");
        for (Erratum erratum : Peanut2025.errata().of(report.claim().id())) {
            errata.addObject()
                    .put("id", erratum.id())
                    .put("place", erratum.place())
                    .put("printed", erratum.printed())
                    .put("corrected", erratum.corrected())
                    .put("counterexample", erratum.counterexample());
        }
        return node;
    }

    private static void detail(ObjectNode node, Verdict verdict) {
        if (verdict instanceof Verdict.Refuted refuted) {
            Counterexample found = refuted.counterexample();
            ObjectNode counterexample = node.putObject("counterexample")
                    .put("description", found.description())
                    .put("statement", found.statement());
            sides(counterexample, found.lhs(), found.rhs());
            ArrayNode hypotheses = counterexample.putArray("hypotheses");
            found.hypotheses()
                    .forEach(h -> hypotheses
                            .addObject()
                            .put("name", h.name())
                            .put("decision", h.decision().name()));
        } else if (verdict instanceof Verdict.Proved proved) {
            ObjectNode proof =
                    node.putObject("proof").put("kind", proved.proof().kind());
            if (proved.proof() instanceof Proof.PolynomialArgument argument) {
                proof.put("argument", argument.argument());
            } else if (proved.proof() instanceof Proof.Derived derived) {
                ArrayNode literature = proof.putArray("literature");
                derived.derivation()
                        .literature()
                        .forEach(known ->
                                literature.addObject().put("name", known.name()).put("source", known.source()));
            }
        } else if (verdict instanceof Verdict.Inconclusive unclear) {
            node.put("reason", unclear.reason());
        }
    }

    private static ObjectNode instance(InstanceReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("instance", report.instance())
                .put("verdict", report.verdict().label())
                .put("arithmetic", report.exact() ? "exact" : "bounded");
        report.width().ifPresent(width -> node.put("units", width));
        if (report.verdict() instanceof Verdict.Certified certified) {
            sides(node, certified.certificate().lhs(), certified.certificate().rhs());
            node.put("relativeError", report.relativeError());
        } else if (report.verdict() instanceof Verdict.NotApplicable outside) {
            ArrayNode failed = node.putArray("failedHypotheses");
            outside.failed().forEach(failed::add);
        } else if (report.verdict() instanceof Verdict.Inconclusive unclear) {
            node.put("reason", unclear.reason());
        }
        report.counterexample().ifPresent(document -> node.set("certificate", CertificateJson.tree(document)));
        return node.put("seconds", report.seconds());
    }

    private static void sides(ObjectNode node, Enclosure lhs, Enclosure rhs) {
        node.putArray("lhs").add(fraction(lhs.lo())).add(fraction(lhs.hi()));
        node.putArray("rhs").add(fraction(rhs.lo())).add(fraction(rhs.hi()));
    }

    private static String fraction(org.hipparchus.fraction.BigFraction value) {
        return value.toString().replace(" ", "");
    }
}
