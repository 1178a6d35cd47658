package org.peftcheck.numeric.certificate;

import java.io.Serial;

/** A certificate that cannot be read: the message is one line with what was expected, what was found and where. */
public final class BadCertificateException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a certificate.
     *
     * @param message one line
     */
    public BadCertificateException(String message) {
        super(message);
    }

    /**
     * Refuses a certificate that does not parse.
     *
     * @param message one line
     * @param cause what the parser said
     */
    public BadCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
