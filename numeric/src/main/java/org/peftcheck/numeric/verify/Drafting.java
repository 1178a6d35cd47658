package org.peftcheck.numeric.verify;

import java.util.List;
import java.util.Objects;
import org.peftcheck.numeric.certificate.CertificateDocument;

/** What a construction makes of an instance. */
sealed interface Drafting {

    /** A certificate, yet to be checked. */
    record Drafted(CertificateDocument document) implements Drafting {
        public Drafted {
            Objects.requireNonNull(document, "document");
        }
    }

    /** The hypotheses that the instance does not meet. */
    record OutOfScope(List<String> failed) implements Drafting {
        public OutOfScope {
            failed = List.copyOf(failed);
        }
    }
}
