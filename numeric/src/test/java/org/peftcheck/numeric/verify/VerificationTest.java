package org.peftcheck.numeric.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.CheckpointLayers;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.papers.Claim;
import org.peftcheck.papers.ExpectedVerdict;
import org.peftcheck.papers.peanut2025.Peanut2025;
import org.peftcheck.theory.verdict.Certificate;
import org.peftcheck.theory.verdict.Enclosure;
import org.peftcheck.theory.verdict.Verdict;

class VerificationTest {

    private static VerifyRequest synthetic(List<Claim> claims) {
        return new VerifyRequest(claims, Optional.empty(), "*", 2, 1, Optional.empty());
    }

    @Test
    void everyClaimOfTheLedgerHasItsExpectedVerdict() {
        for (long seed : new long[] {1, 2, 2025}) {
            VerifyRequest request =
                    new VerifyRequest(Peanut2025.claims().all(), Optional.empty(), "*", 2, seed, Optional.empty());
            for (ClaimReport report : Verification.run(request, (done, total, what) -> {})) {
                assertTrue(
                        report.asExpected(),
                        () -> report.claim().id() + ": expected "
                                + report.claim().expected() + ", got " + report.label() + " " + report.verdict());
                boolean unchecked = report.claim().expected() == ExpectedVerdict.UNCHECKED;
                assertEquals(
                        unchecked || report.isLeftToProve(), report.verdict().isEmpty());
                assertFalse(unchecked && report.isLeftToProve());
            }
        }
    }

    @Test
    void realLayersAreCertifiedAndTheirCertificatesRecheck(@TempDir Path folder) throws IOException {
        List<Claim> claims = Peanut2025.claims()
                .select(List.of("prop-3.2-first", "width-r-plus-1", "invariance-relu", "invariance-smooth"));
        VerifyRequest request = new VerifyRequest(
                claims, Optional.of("minilm"), "encoder.layer.0.*.dense.weight", 2, 7, Optional.of(folder));
        List<Integer> steps = new ArrayList<>();
        for (ClaimReport report : Verification.run(request, (done, total, what) -> steps.add(done))) {
            assertTrue(report.asExpected(), () -> report.toString());
            assertTrue(report.worstRelativeError() > 0 && report.worstRelativeError() < 1e-9);
            assertTrue(report.instances().stream()
                    .filter(i -> i.instance().startsWith("encoder"))
                    .allMatch(i -> i.width().orElse(99) <= 4));
        }
        assertEquals(4 + 4 * 3, steps.get(steps.size() - 1));
        try (CheckpointLayers layers = new CheckpointLayers();
                Stream<Path> files = Files.walk(folder)) {
            CertificateChecker checker = new CertificateChecker(layers);
            List<Path> written =
                    files.filter(f -> f.toString().endsWith(".json")).toList();
            assertTrue(written.size() > 12);
            for (Path file : written) {
                CheckResult result = checker.check(CertificateJson.read(file));
                assertTrue(result instanceof CheckResult.Accepted, () -> file + " " + result);
            }
        }
    }

    @Test
    void aClaimThatIsDerivedWithoutInstancesIsProvedAndSaysFromWhat() {
        List<Claim> claims = Peanut2025.claims().select(List.of("prop-b1-stored-weights", "equal-values-bound"));
        List<ClaimReport> reports = Verification.run(synthetic(claims), (done, total, what) -> {});
        assertEquals(
                List.of("derivation from rank and nullity", claims.get(1).check()),
                reports.stream().map(ClaimReport::how).toList());
        assertEquals(
                List.of("Proved", "Left to prove"),
                reports.stream().map(ClaimReport::label).toList());
    }

    @Test
    void aLayerThatIsNotThereIsRefusedWithNearNames() {
        VerifyRequest request = new VerifyRequest(
                Peanut2025.claims().select(List.of("prop-3.2-first")),
                Optional.of("minilm"),
                "encoder.layer.0.attention.self.quary.weight",
                2,
                1,
                Optional.empty());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Verification.run(request, (done, total, what) -> {}))
                .getMessage();
        assertTrue(message.contains("encoder.layer.0.attention.self.query.weight"), message);
        assertFalse(message.contains("\n"));
    }

    @Test
    void aRankBelowOneIsRefused() {
        assertEquals(
                "rank: expected at least 1, got 0",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new VerifyRequest(List.of(), Optional.empty(), "*", 0, 1, Optional.empty()))
                        .getMessage());
    }

    @Test
    void oneInconclusiveInstanceMakesTheClaimInconclusive() {
        Verdict certified =
                new Verdict.Certified(new Certificate("c", "0 <= 1", Enclosure.exactly(0), Enclosure.exactly(1)));
        Verdict unclear = new Verdict.Inconclusive("enclosures overlap");
        Verdict outside = new Verdict.NotApplicable(List.of("relu"));
        assertEquals(unclear, Verification.overall(List.of(report(certified), report(unclear), report(outside))));
        assertEquals(certified, Verification.overall(List.of(report(outside), report(certified))));
        assertEquals(outside, Verification.overall(List.of(report(outside))));
    }

    @Test
    void aWrongExpectationIsReported() {
        Claim claim = Peanut2025.claims().get("saving-break-even");
        ClaimReport honest = Verification.run(synthetic(List.of(claim)), (done, total, what) -> {})
                .get(0);
        assertTrue(honest.asExpected());
        ClaimReport wrong =
                new ClaimReport(Peanut2025.claims().get("prop-b1-row"), honest.how(), honest.verdict(), List.of(), 0);
        assertFalse(wrong.asExpected());
    }

    private static InstanceReport report(Verdict verdict) {
        return new InstanceReport("i", verdict, OptionalInt.empty(), true, 0, 0, 0, Optional.empty());
    }
}
