package org.peftcheck.theory.proof.identity;

import java.util.Map;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * A rational point at which the sides of an identity differ, so that it is false.
 *
 * @param identity the identity
 * @param point the values of the variables, by name
 */
public record RefutedIdentity(RationalIdentity identity, Map<String, RationalMatrix> point) implements IdentityVerdict {

    /** Evaluates both sides over the rationals. */
    public RefutedIdentity {
        point = Map.copyOf(point);
        for (Expression.Variable variable : identity.variables()) {
            RationalMatrix value = point.get(variable.name());
            if (value == null || value.rows() != variable.rows() || value.columns() != variable.columns()) {
                throw new IllegalArgumentException("identity " + identity.name() + ", variable " + variable.name()
                        + ": expected a " + variable.rows() + "x" + variable.columns() + " matrix, got "
                        + (value == null ? "none" : value.rows() + "x" + value.columns()));
            }
        }
        try {
            if (differenceAt(identity, point).isZero()) {
                throw new IllegalArgumentException(
                        "identity " + identity.name() + ": expected different sides at the point, got equal ones");
            }
        } catch (SingularDrawException e) {
            throw new IllegalArgumentException(
                    "identity " + identity.name() + ": expected a point at which all inverses exist, got " + point, e);
        }
    }

    /**
     * The difference of the sides at the point.
     *
     * @return left − right, not zero
     */
    public RationalMatrix difference() {
        return differenceAt(identity, point);
    }

    private static RationalMatrix differenceAt(RationalIdentity identity, Map<String, RationalMatrix> point) {
        return identity.residual().evaluate(new RationalArithmetic(), point);
    }
}
