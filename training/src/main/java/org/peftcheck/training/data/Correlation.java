package org.peftcheck.training.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Coefficients of correlation; 0 where one side is constant. */
final class Correlation {

    private Correlation() {}

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Pearson's coefficient by centred sums. */
    static double pearson(double[] left, double[] right) {
        if (isConstant(left) || isConstant(right)) {
            return 0;
        }
        double leftMean = Arrays.stream(left).average().orElseThrow();
        double rightMean = Arrays.stream(right).average().orElseThrow();
        double mixed = 0;
        double leftSquares = 0;
        double rightSquares = 0;
        for (int i = 0; i < left.length; i++) {
            double x = left[i] - leftMean;
            double y = right[i] - rightMean;
            mixed += x * y;
            leftSquares += x * x;
            rightSquares += y * y;
        }
        double size = Math.sqrt(leftSquares) * Math.sqrt(rightSquares);
        return size == 0 ? 0 : Math.max(-1, Math.min(1, mixed / size));
    }

    /** Whether all entries are the same number; then their mean may still differ from it by a rounding error. */
    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** The ranks from 1, equal values sharing the average of theirs; all NaN where a value is NaN. */
    static double[] ranks(float[] values) {
        double[] ranks = new double[values.length];
        if (IntStream.range(0, values.length).anyMatch(i -> Float.isNaN(values[i]))) {
            Arrays.fill(ranks, Double.NaN);
            return ranks;
        }
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((i, j) -> Float.compare(values[i] + 0f, values[j] + 0f))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    /**
     * (c s − Σ p_k t_k) / (√(s² − Σ p_k²) √(s² − Σ t_k²)), with c right ones of s, and class k predicted p_k and labelled t_k times.
     */
    static double matthews(float[] predictions, float[] labels) {
        Map<Float, long[]> counts = new HashMap<>();
        long right = 0;
        for (int i = 0; i < labels.length; i++) {
            counts.computeIfAbsent(predictions[i], k -> new long[2])[0]++;
            counts.computeIfAbsent(labels[i], k -> new long[2])[1]++;
            right += predictions[i] == labels[i] ? 1 : 0;
        }
        double size = labels.length;
        double mixed = right * size;
        double predicted = size * size;
        double labelled = size * size;
        for (long[] count : counts.values()) {
            mixed -= (double) count[0] * count[1];
            predicted -= (double) count[0] * count[0];
            labelled -= (double) count[1] * count[1];
        }
        return predicted == 0 || labelled == 0 ? 0 : mixed / (Math.sqrt(predicted) * Math.sqrt(labelled));
    }
}
