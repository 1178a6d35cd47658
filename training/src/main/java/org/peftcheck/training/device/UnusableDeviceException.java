package org.peftcheck.training.device;

import java.io.Serial;

/** The device that training would run on cannot be used: one line that says what was expected, what was found and what to do. */
public final class UnusableDeviceException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message one line
     */
    public UnusableDeviceException(String message) {
        super(message);
    }
}
