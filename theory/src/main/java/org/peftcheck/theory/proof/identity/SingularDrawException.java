package org.peftcheck.theory.proof.identity;

/** A drawn point at which an inverse of the identity does not exist; the point is drawn again. */
final class SingularDrawException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SingularDrawException(int size) {
        super("inverse: expected an invertible " + size + "x" + size + " matrix, got a singular one");
    }
}
