package org.peftcheck.numeric.check;

import java.io.Serial;

/** Ends the check of a certificate that does not hold; {@link CertificateChecker} turns it into a result. */
final class Rejection extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Rejection(String reason) {
        super(reason, null, false, false);
    }
}
