package org.peftcheck.numeric.density;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * What was found on a column.
 *
 * @param norm ‖m‖₁ of its integers
 * @param hasZero whether an entry is 0
 * @param hasEqualSizes whether two nonzero entries are equal or opposite
 * @param relation a relation; nothing if the hypothesis of Proposition B.1 holds
 * @param missed a target that no c comes near to, because of the relation
 */
public record ColumnDensity(
        BigInteger norm,
        boolean hasZero,
        boolean hasEqualSizes,
        Optional<ShortestRelation> relation,
        Optional<MissedTarget> missed) {

    /**
     * Looks at a column.
     *
     * @param column its d1 ≥ 1 values
     * @param integers the integers of the same column
     */
    static ColumnDensity of(double[] column, IntegerColumn integers) {
        double[] sizes = Arrays.stream(column).map(Math::abs).sorted().toArray();
        boolean equal = false;
        for (int i = 1; i < sizes.length; i++) {
            equal |= sizes[i] != 0 && sizes[i] == sizes[i - 1];
        }
        Optional<ShortestRelation> relation = ShortestRelation.of(column);
        return new ColumnDensity(
                integers.norm(),
                sizes[0] == 0,
                equal,
                relation,
                relation.map(found -> MissedTarget.of(found.relation())));
    }

    /** Whether the entries are linearly independent over the rationals. */
    public boolean isIndependent() {
        return relation.isEmpty();
    }

    /** Whether some target is missed by 1, the most there is, for every c: an entry is 0, or two are equal or opposite. */
    public boolean missesByOne() {
        return hasZero || hasEqualSizes;
    }
}
