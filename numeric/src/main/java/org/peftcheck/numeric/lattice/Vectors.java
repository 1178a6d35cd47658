package org.peftcheck.numeric.lattice;

/** Loops over the leading entries of vectors, in the form that the compiler turns into vector instructions. */
final class Vectors {

    private Vectors() {}

    /** Σ a_i b_i over the first {@code length} entries. */
    static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }

    /** y += factor · x over the first {@code length} entries. */
    static void add(double[] y, double factor, double[] x, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += factor * x[i];
        }
    }
}
