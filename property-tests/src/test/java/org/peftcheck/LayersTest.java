package org.peftcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the layers hold for the project, and each of them can fail. */
class LayersTest {

    private static final String BROKEN = "org.peftcheck.broken";
    private static final LayerRules RULES = new LayerRules("org.peftcheck", "org.nd4j..", "org.deeplearning4j..");
    private static final LayerRules RULES_OF_BROKEN = new LayerRules(BROKEN, BROKEN + ".engine..");

    /** For each rule a class that breaks it. */
    private static final Map<String, String> BREAKERS = Map.ofEntries(
            Map.entry("papers depends on nothing of ours", "papers.Claim"),
            Map.entry("theory depends on papers only", "theory.Term"),
            Map.entry("numeric does not depend on training", "numeric.Reading"),
            Map.entry("nothing depends on the command line", "training.Report"),
            Map.entry("no cycles between packages", "numeric.left.There"),
            Map.entry("only the packages of the engine and of its device load a training engine", "cli.FastCommand"),
            Map.entry("EJML is used by constructions and readings only", "theory.Solver"),
            Map.entry("ONNX is used by checkpoints only", "numeric.certificate.OnnxWeights"),
            Map.entry("no class of another library's arrays in a public signature", "numeric.reading.OpenMatrix"),
            Map.entry("the checker shares no code with what finds witnesses", "numeric.check.TrustingChecker"),
            Map.entry("constructions share no code with the checker", "numeric.peanut2025.SelfCheckedConstruction"),
            Map.entry("the checker does not use EJML", "numeric.check.EjmlNorm"),
            Map.entry("names say what a class is", "numeric.MatrixHelper"),
            Map.entry("only command lines print", "numeric.Chatter"),
            Map.entry("only the command line ends the process", "numeric.Quitter"),
            Map.entry("what is static is final", "numeric.Excuse"));

    private static JavaClasses project() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.peftcheck");
    }

    @Test
    void theWholeProjectIsLookedAt() {
        JavaClasses project = project();
        for (String type : List.of(
                "papers.Claim",
                "theory.algebra.MatrixAlgebra",
                "numeric.check.CertificateChecker",
                "numeric.verify.Verification",
                "cli.Main")) {
            assertTrue(project.contain("org.peftcheck." + type), type);
        }
        assertTrue(project.stream().noneMatch(type -> type.getPackageName().startsWith(BROKEN)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHolds() {
        JavaClasses project = project();
        return RULES.all().entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> rule.getValue().check(project)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        JavaClasses broken = new ClassFileImporter().importPackages(BROKEN);
        assertEquals(BREAKERS.keySet(), RULES_OF_BROKEN.all().keySet());
        return RULES_OF_BROKEN.all().entrySet().stream()
                .map(rule -> dynamicTest(rule.getKey(), () -> {
                    EvaluationResult result = rule.getValue().evaluate(broken);
                    String breaker = BROKEN + "." + BREAKERS.get(rule.getKey());
                    List<String> details = result.getFailureReport().getDetails();
                    assertTrue(details.stream().anyMatch(detail -> detail.contains(breaker)), details.toString());
                }));
    }
}
