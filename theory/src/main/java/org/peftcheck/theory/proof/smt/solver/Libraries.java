package org.peftcheck.theory.proof.smt.solver;

/** The messages of libraries, in one line. */
final class Libraries {

    private Libraries() {}

    /** Why a library could not be loaded. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "its library cannot be loaded here (" + cause.getClass().getSimpleName() + ": "
                + firstLine(cause.getMessage()) + ")";
    }

    static String firstLine(String message) {
        return message == null
                ? "no message"
                : message.strip().lines().findFirst().orElse("no message");
    }
}
