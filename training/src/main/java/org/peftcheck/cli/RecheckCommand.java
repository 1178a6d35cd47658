package org.peftcheck.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peftcheck.numeric.certificate.BadCertificateException;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;
import org.peftcheck.numeric.certificate.CheckpointLayers;
import org.peftcheck.numeric.certificate.CofactorDocument;
import org.peftcheck.numeric.certificate.CofactorJson;
import org.peftcheck.numeric.certificate.WeightSource;
import org.peftcheck.numeric.check.CertificateChecker;
import org.peftcheck.numeric.check.CheckResult;
import org.peftcheck.numeric.checkpoint.BadCheckpointException;
import org.peftcheck.theory.verdict.Counterexample;
import org.peftcheck.theory.verdict.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks certificates again, from their files alone. */
@Command(
        name = "recheck",
        mixinStandardHelpOptions = true,
        description = {
            "Checks certificates again: each is read from its file, and the statement that it makes is shown anew. A weight"
                    + " that a certificate names is read from its checkpoint and compared by its digest. Trusts nothing that"
                    + " the certificate says.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every certificate is accepted",
            "1:a certificate is rejected: what it says could not be shown",
            "2:a file is not a certificate, or its checkpoint cannot be read"
        })
final class RecheckCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "A certificate or a cofactor file, or a folder: every *.json in it and in the folders within.")
    private List<String> names = List.of();

    private int accepted;
    private int rejected;
    private int unreadable;

    RecheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Path> files = BadInputException.of(() -> CertificateFiles.of(names));
        ProgressLine progress = ProgressLine.on(console);
        try (CheckpointLayers layers = new CheckpointLayers()) {
            for (Path file : files) {
                String line = recheck(file, layers);
                progress.clear();
                console.report(line);
                progress.at(accepted + rejected + unreadable, files.size(), file.toString());
            }
        } finally {
            progress.clear();
        }
        String ofThem = unreadable > 0 ? " (" + unreadable + " could not be read)" : "";
        console.report(accepted + " accepted, " + (rejected + unreadable) + " rejected" + ofThem);
        if (unreadable > 0) {
            return ExitCode.BAD_INPUT;
        }
        return rejected > 0 ? ExitCode.NOT_AS_EXPECTED : ExitCode.OK;
    }

    private String recheck(Path file, CheckpointLayers layers) {
        return CofactorJson.isCofactorFile(file) ? recheckCofactors(file) : recheckCertificate(file, layers);
    }

    private String recheckCofactors(Path file) {
        CofactorDocument document;
        try {
            document = CofactorJson.read(file);
        } catch (BadCertificateException e) {
            unreadable++;
            return "rejected " + e.getMessage();
        }
        Optional<String> reason = document.rejection();
        if (reason.isPresent()) {
            rejected++;
            return "rejected " + file + ": " + reason.get();
        }
        accepted++;
        return "accepted " + file + ": Proved, the cofactors expand to the identity";
    }

    private String recheckCertificate(Path file, CheckpointLayers layers) {
        CertificateDocument document;
        try {
            document = CertificateJson.read(file);
            if (document.weight() instanceof WeightSource.Layer layer) {
                layers.open(layer.checkpoint());
            }
        } catch (BadCertificateException e) {
            unreadable++;
            return "rejected " + e.getMessage();
        } catch (BadCheckpointException e) {
            unreadable++;
            return "rejected " + file + ": its weight: " + e.getMessage();
        }
        CheckResult result = new CertificateChecker(layers).check(document);
        if (result instanceof CheckResult.Accepted certificate) {
            accepted++;
            return "accepted " + file + ": " + document.claim() + " " + shown(certificate);
        }
        rejected++;
        return "rejected " + file + ": " + ((CheckResult.Rejected) result).reason();
    }

    private static String shown(CheckResult.Accepted accepted) {
        Verdict verdict = accepted.verdict();
        if (verdict instanceof Verdict.Certified certified) {
            return verdict.label() + " error <= "
                    + Numerals.upperBound(certified.certificate().rhs().hi()) + ", relative <= "
                    + Numerals.upperBound(accepted.relativeError());
        }
        if (verdict instanceof Verdict.Refuted refuted) {
            Counterexample counterexample = refuted.counterexample();
            return verdict.label() + " " + counterexample.lhs() + " > " + counterexample.rhs();
        }
        return verdict.label();
    }
}
