package org.peftcheck.training.network;

/**
 * The numbers with which the heads of a decoder are turned by their positions (Su et al. 2021): at position t, features j and j + w/2
 * turn by the angle t · θ^(−2j/w).
 *
 * @param width the width w of a head
 * @param theta the base θ
 */
record RotaryPositions(int width, double theta) {

    private static final float LATER = -1e9f;

    /** The cosines of all angles, length × w. */
    float[] cosines(int length) {
        float[] values = new float[length * width];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) Math.cos(angle(k / width, k % width));
        }
        return values;
    }

    /** The sines of all angles, length × w. */
    float[] sines(int length) {
        float[] values = new float[length * width];
        for (int k = 0; k < values.length; k++) {
            values[k] = (float) Math.sin(angle(k / width, k % width));
        }
        return values;
    }

    private double angle(int position, int feature) {
        int pair = feature % (width / 2);
        return position * Math.pow(theta, -2.0 * pair / width);
    }

    /** The matrix w × w that takes a head (a, b) of two halves to (−b, a). */
    float[] turn() {
        float[] matrix = new float[width * width];
        int half = width / 2;
        for (int j = 0; j < half; j++) {
            matrix[j * width + j + half] = -1;
            matrix[(j + half) * width + j] = 1;
        }
        return matrix;
    }

    /** What keeps attention from later tokens, length × length. */
    static float[] causal(int length) {
        float[] bias = new float[length * length];
        for (int from = 0; from < length; from++) {
            for (int to = from + 1; to < length; to++) {
                bias[from * length + to] = LATER;
            }
        }
        return bias;
    }
}
