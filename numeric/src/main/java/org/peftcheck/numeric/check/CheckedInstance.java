package org.peftcheck.numeric.check;

import org.peftcheck.numeric.certificate.BadCertificateException;
import org.peftcheck.numeric.certificate.CertificateDocument;
import org.peftcheck.numeric.certificate.MatrixData;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The matrices of a certificate, each asked for with the shape that it must have.
 *
 * @param document the certificate
 * @param activation its activation
 * @param weight its weight W0, wherever that came from
 */
record CheckedInstance(CertificateDocument document, Activation activation, MatrixData weight) {

    int dOut() {
        return weight.rows();
    }

    int dIn() {
        return weight.columns();
    }

    int rank() {
        return document.rank();
    }

    boolean has(String name) {
        return document.matrices().containsKey(name);
    }

    /** The number h of hidden units: the columns of Θ1. */
    int width() {
        return has("Theta1") ? get("Theta1").columns() : 0;
    }

    private MatrixData get(String name) {
        try {
            return document.matrix(name);
        } catch (BadCertificateException e) {
            throw new Rejection("matrix " + name + " is missing");
        }
    }

    private MatrixData get(String name, int rows, int columns) {
        MatrixData matrix = get(name);
        if (matrix.rows() != rows || matrix.columns() != columns) {
            throw new Rejection("matrix " + name + ": expected " + rows + "x" + columns + ", got " + matrix.rows() + "x"
                    + matrix.columns());
        }
        return matrix;
    }

    /** Whether every number of the certificate is rational and the activation maps rationals to rationals. */
    boolean isExact() {
        boolean rationalActivation =
                activation instanceof Activation.Relu || activation instanceof Activation.LeakyRelu;
        return rationalActivation
                && weight instanceof MatrixData.Exact
                && document.matrices().values().stream().allMatch(MatrixData.Exact.class::isInstance);
    }

    RationalMatrix exact(String name, int rows, int columns) {
        return rational("matrix " + name, get(name, rows, columns));
    }

    RationalMatrix exact(String name) {
        return rational("matrix " + name, get(name));
    }

    RationalMatrix exactWeight() {
        return rational("weight", weight);
    }

    private static RationalMatrix rational(String what, MatrixData matrix) {
        try {
            return matrix.exactly();
        } catch (BadCertificateException e) {
            throw new Rejection(what + ": expected rationals or doubles, got irrational numbers");
        }
    }

    double[][] floats(String name, int rows, int columns) {
        if (get(name, rows, columns) instanceof MatrixData.Floats floats) {
            return floats.matrix().toRows();
        }
        throw new Rejection("matrix " + name + ": expected doubles as the weight has, got " + kind(get(name)));
    }

    double[][] floatWeight() {
        if (weight instanceof MatrixData.Floats floats) {
            return floats.matrix().toRows();
        }
        throw new Rejection("weight: expected doubles for activation " + activation.id() + ", got " + kind(weight));
    }

    private static String kind(MatrixData matrix) {
        return matrix instanceof MatrixData.Reals ? "real numbers" : "rationals";
    }
}
