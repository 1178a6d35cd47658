package org.peftcheck.numeric.lattice;

/**
 * The factors of a square basis of rows, B = L Q with L lower triangular with a positive diagonal and Q orthogonal, by
 * classical Gram–Schmidt carried out twice, which keeps Q orthogonal to working precision. All values are approximate.
 *
 * @param lower L, d×d: row i holds the coordinates of basis vector i, its diagonal the lengths of the b*
 * @param orthonormal Q, d×d: row i is b*_i / ‖b*_i‖
 */
public record GramSchmidt(double[][] lower, double[][] orthonormal) {

    /**
     * Orthogonalises a basis.
     *
     * @param basis d rows of length d, left as they are
     * @return its factors
     * @throws ArithmeticException if the rows are dependent to working precision
     */
    public static GramSchmidt of(double[][] basis) {
        int d = basis.length;
        double[][] lower = new double[d][d];
        double[][] orthonormal = new double[d][];
        double[] coefficients = new double[d];
        for (int i = 0; i < d; i++) {
            double[] rest = basis[i].clone();
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    coefficients[j] = Vectors.dot(rest, orthonormal[j], d);
                }
                for (int j = 0; j < i; j++) {
                    Vectors.add(rest, -coefficients[j], orthonormal[j], d);
                    lower[i][j] += coefficients[j];
                }
            }
            double length = Math.sqrt(Vectors.dot(rest, rest, d));
            if (!(length > 0) || Double.isInfinite(length)) {
                throw new ArithmeticException(
                        "Gram-Schmidt: expected independent rows, got row " + i + " in the span of those before");
            }
            lower[i][i] = length;
            for (int t = 0; t < d; t++) {
                rest[t] /= length;
            }
            orthonormal[i] = rest;
        }
        return new GramSchmidt(lower, orthonormal);
    }
}
