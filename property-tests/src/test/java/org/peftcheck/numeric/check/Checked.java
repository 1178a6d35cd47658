package org.peftcheck.numeric.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.CertificateJson;

/** What the checker says, and what a rejection must be. */
final class Checked {

    static final CertificateChecker CHECKER = new CertificateChecker(layer -> {
        throw new IllegalArgumentException("checkpoint " + layer.checkpoint() + ": expected none, got one");
    });

    private Checked() {}

    static boolean accepts(CertificateDocument document) {
        CheckResult result = CHECKER.check(document);
        if (result instanceof CheckResult.Rejected rejected) {
            requireOneLine(rejected.reason());
            return false;
        }
        return true;
    }

    static void requireAccepted(CertificateDocument document) {
        assertInstanceOf(
                CheckResult.Accepted.class,
                CHECKER.check(document),
                () -> CHECKER.check(document).toString());
    }

    static void requireRejected(CertificateDocument document) {
        assertFalse(accepts(document), () -> "accepted: " + CertificateJson.write(document));
    }

    static void requireOneLine(String message) {
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.isBlank());
        assertFalse(message.contains("Exception"), message);
    }
}
