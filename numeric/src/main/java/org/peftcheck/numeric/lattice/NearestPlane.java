package org.peftcheck.numeric.lattice;

import java.util.Arrays;

/**
 * Babai's nearest plane on a reduced basis: the integer combination of the basis that is taken off a target, so that what remains
 * has coordinates of at most half the lengths of the b*; its squared length is at most ¼ Σ ‖b*_i‖². In double precision.
 */
public final class NearestPlane {

    private final GramSchmidt factors;
    private final int size;
    private final double[] coordinates;
    private final double[] multipliers;

    /**
     * The method on a basis.
     *
     * @param factors the factors of a reduced basis
     */
    public NearestPlane(GramSchmidt factors) {
        this.factors = factors;
        this.size = factors.lower().length;
        this.coordinates = new double[size];
        this.multipliers = new double[size];
    }

    /**
     * Reduces a target.
     *
     * @param target a vector of length d, replaced by what remains of it
     * @return the integers x with (target) = Σ x_i b_i + (what remains); the array is used again by the next call
     */
    public double[] reduce(double[] target) {
        for (int i = 0; i < size; i++) {
            coordinates[i] = Vectors.dot(target, factors.orthonormal()[i], size);
        }
        for (int i = size - 1; i >= 0; i--) {
            double[] row = factors.lower()[i];
            multipliers[i] = Math.rint(coordinates[i] / row[i]);
            if (multipliers[i] != 0) {
                Vectors.add(coordinates, -multipliers[i], row, i + 1);
            }
        }
        Arrays.fill(target, 0);
        for (int i = 0; i < size; i++) {
            Vectors.add(target, coordinates[i], factors.orthonormal()[i], size);
        }
        return multipliers;
    }
}
