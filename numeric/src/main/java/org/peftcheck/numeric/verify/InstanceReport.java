package org.peftcheck.numeric.verify;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.theory.verdict.Verdict;

/**
 * What was found on one instance.
 *
 * @param instance its name
 * @param verdict the verdict
 * @param width the number of hidden units used, where the statement has units
 * @param exact whether the arithmetic was exact rather than rigorously rounded
 * @param error the certified error, an upper bound
 * @param relativeError the certified error over the size of the target, an upper bound
 * @param seconds how long it took
 * @param counterexample the certificate of a counterexample, where this is one
 */
public record InstanceReport(
        String instance,
        Verdict verdict,
        OptionalInt width,
        boolean exact,
        double error,
        double relativeError,
        double seconds,
        Optional<CertificateDocument> counterexample) {
    /** Checks that there is a verdict. */
    public InstanceReport {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(verdict, "verdict");
    }
}
