package org.peftcheck.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.verify.ClaimReport;
import org.peftcheck.numeric.verify.InstanceReport;
import org.peftcheck.numeric.verify.VerifyRequest;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Proof;
import org.peftcheck.theory.verdict.Verdict;

/** Reports of claims as JSON. Numbers that carry a statement are exact and so are text; seconds and errors are doubles. */
final class VerifyJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private VerifyJson() {}

    /** The request and a report for each claim. */
    static ObjectNode of(VerifyRequest request, List<ClaimReport> reports) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("weights", request.weights().orElse(null));
        root.put("layers", request.layers()).put("rank", request.rank()).put("seed", request.seed());
        root.put("asExpected", reports.stream().allMatch(ClaimReport::asExpected));
        ArrayNode claims = root.putArray("claims");
        reports.forEach(report -> claims.add(claim(report)));
        return root;
    }

    private static ObjectNode claim(ClaimReport report) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("claim", report.claim().id())
                .put("place", report.claim().place())
                .put("verdict", report.label())
                .put("szs", report.verdict().map(Verdict::szs).orElse("NotTried"))
                .put("expected", Names.of(report.claim().expected()))
                .put("asExpected", report.asExpected())
                .put("how", report.how());
        report.verdict().ifPresent(verdict -> evidence(node, verdict));
        ArrayNode errata = node.putArray("errata");
        Peanut2025.errata()
                .of(report.claim().id())
                .forEach(erratum -> errata.addObject()
                        .put("id", erratum.id())
                        .put("printed", erratum.printed())
                        .put("corrected", erratum.corrected())
                        .put("counterexample", erratum.counterexample()));
        if (report.count(Verdict.Certified.class) > 0) {
            node.put("worstRelativeError", report.worstRelativeError());
        }
        ArrayNode instances = node.putArray("instances");
        report.instances().forEach(instance -> instances.add(instance(instance)));
        return node.put("seconds", report.seconds());
    }

    private static void evidence(ObjectNode node, Verdict verdict) {
        if (verdict instanceof Verdict.Proved proved) {
            proof(node.putObject("proof"), proved.proof());
        } else if (verdict instanceof Verdict.Refuted refuted) {
            Counterexample found = refuted.counterexample();
            ObjectNode inner = node.putObject("counterexample")
                    .put("description", found.description())
                    .put("statement", found.statement())
                    .put("lhs", found.lhs().toString())
                    .put("rhs", found.rhs().toString());
            ArrayNode hypotheses = inner.putArray("hypotheses");
            found.hypotheses()
                    .forEach(hypothesis -> hypotheses
                            .addObject()
                            .put("name", hypothesis.name())
                            .put("decision", Names.of(hypothesis.decision())));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            node.put("reason", inconclusive.reason());
        }
    }

    private static void proof(ObjectNode node, Proof proof) {
        node.put("kind", proof.kind());
        if (proof instanceof Proof.PolynomialArgument argument) {
            node.put("argument", argument.argument());
        } else if (proof instanceof Proof.Recomputation recomputation) {
            ArrayNode figures = node.putArray("figures");
            recomputation
                    .figures()
                    .forEach(figure -> figures.addObject()
                            .put("where", figure.where())
                            .put("printed", figure.printed())
                            .put("found", figure.found()));
        }
    }

    private static ObjectNode instance(InstanceReport report) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("instance", report.instance())
                .put("verdict", report.verdict().label());
        report.width().ifPresent(width -> node.put("width", width));
        if (report.verdict() instanceof Verdict.Certified) {
            node.put("exact", report.exact()).put("error", report.error()).put("relativeError", report.relativeError());
        } else if (report.verdict() instanceof Verdict.NotApplicable outside) {
            ArrayNode failed = node.putArray("failed");
            outside.failed().forEach(failed::add);
        } else if (report.verdict() instanceof Verdict.Inconclusive inconclusive) {
            node.put("reason", inconclusive.reason());
        }
        report.counterexample().ifPresent(document -> node.set("certificate", certificate(document)));
        return node.put("seconds", report.seconds());
    }

    private static JsonNode certificate(CertificateDocument document) {
        try {
            return MAPPER.readTree(CertificateJson.write(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a certificate that was just written is not JSON", e);
        }
    }
}
