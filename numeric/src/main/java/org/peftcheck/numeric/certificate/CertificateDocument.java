package org.peftcheck.numeric.certificate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hipparchus.fraction.BigFraction;

/**
 * A certificate as it stands on disk: nothing in it is trusted until a checker has accepted it.
 *
 * @param claim the id of the claim
 * @param form the key of the form of the statement
 * @param activation the id of the activation
 * @param rank the rank r
 * @param hypotheses the names of the hypotheses that the instance is said to meet
 * @param weight the weight W0
 * @param matrices the other matrices by name: {@code A, B, Theta1, Theta2, …}
 * @param epsilon the bound that is claimed
 */
public record CertificateDocument(
        String claim,
        String form,
        String activation,
        int rank,
        List<String> hypotheses,
        WeightSource weight,
        Map<String, MatrixData> matrices,
        BigFraction epsilon) {

    /** Checks that all parts are there. */
    public CertificateDocument {
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(weight, "weight");
        Objects.requireNonNull(epsilon, "epsilon");
        hypotheses = List.copyOf(hypotheses);
        matrices = java.util.Collections.unmodifiableMap(new TreeMap<>(matrices));
    }

    /**
     * The same certificate with another bound.
     *
     * @param bound the bound
     * @return the certificate
     */
    public CertificateDocument withEpsilon(BigFraction bound) {
        return new CertificateDocument(claim, form, activation, rank, hypotheses, weight, matrices, bound);
    }

    /**
     * The same certificate with other matrices.
     *
     * @param others the matrices by their names
     * @return the certificate
     */
    public CertificateDocument withMatrices(Map<String, MatrixData> others) {
        return new CertificateDocument(claim, form, activation, rank, hypotheses, weight, others, epsilon);
    }

    /**
     * A matrix by its name.
     *
     * @param name the name
     * @return the matrix
     * @throws BadCertificateException if there is none of that name
     */
    public MatrixData matrix(String name) {
        MatrixData matrix = matrices.get(name);
        if (matrix == null) {
            throw new BadCertificateException(
                    "certificate of " + claim + ": expected a matrix " + name + ", got " + matrices.keySet());
        }
        return matrix;
    }
}
