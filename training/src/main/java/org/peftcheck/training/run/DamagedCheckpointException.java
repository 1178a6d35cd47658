package org.peftcheck.training.run;

/** A checkpoint that is not as it was written. */
final class DamagedCheckpointException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedCheckpointException(String message) {
        super(message);
    }

    DamagedCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
