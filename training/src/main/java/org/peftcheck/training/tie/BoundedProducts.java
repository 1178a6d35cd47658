package org.peftcheck.training.tie;

import java.util.stream.IntStream;

/** What matrix products do to deviations, their own rounding included. */
final class BoundedProducts {

    private BoundedProducts() {}

    /** Matrices of a tensor of matrices, the k-th of which begins at k · rows · columns. */
    private record Stack(double[] values, int rows, int columns) {
        static Stack of(BoundedTensor tensor) {
            int[] shape = tensor.dimensions();
            return new Stack(tensor.entries(), shape[shape.length - 2], shape[shape.length - 1]);
        }

        int count() {
            return values.length / (rows * columns);
        }
    }

    /**
     * A product … × m × k of … × k × n. Where the right operand is known by its columns, as keys are, entry (i, j) is off by
     * ‖l_i‖κ_j + λ_i(‖r_j‖ + κ_j); where it is known by its rows, as values are, row i is off by Σ |l_ik|ρ_k + Δ_ik(‖r_k‖ + ρ_k).
     */
    static Deviation matmul(BoundedTensor left, BoundedTensor right) {
        Stack l = Stack.of(left);
        Stack r = Stack.of(right);
        int rank = right.dimensions().length;
        return right.isAlong(rank - 2)
                ? new Deviation.Entries(byColumns(left, right, l, r))
                : new Deviation.Along(rank - 1, byRows(left, right, l, r));
    }

    private static double[] byColumns(BoundedTensor left, BoundedTensor right, Stack l, Stack r) {
        double[] rows = Upwards.rowNorms(l.values(), l.columns());
        double[] lambda = left.rowRadii();
        double[] columns = right.columnNorms(r.values());
        double[] kappa = right.columnRadii();
        double gamma = Upwards.gamma(l.columns());
        int m = l.rows();
        int n = r.columns();
        double[] radii = new double[l.count() * m * n];
        for (int k = 0; k < radii.length; k++) {
            int i = k / n;
            int j = k / (m * n) * n + k % n;
            radii[k] = Upwards.slack(
                    rows[i] * kappa[j] + lambda[i] * (columns[j] + kappa[j]) + gamma * rows[i] * columns[j]);
        }
        return radii;
    }

    private static double[] byRows(BoundedTensor left, BoundedTensor right, Stack l, Stack r) {
        double[] norms = Upwards.rowNorms(r.values(), r.columns());
        double[] rho = right.rowRadii();
        boolean isByRows = left.isAlong(left.dimensions().length - 1);
        double[] lambda = isByRows ? left.rowRadii() : left.radii();
        double gamma = Upwards.gamma(l.columns());
        int inner = l.columns();
        return IntStream.range(0, l.count() * l.rows())
                .mapToDouble(i -> {
                    int first = i / l.rows() * inner;
                    double sum = 0;
                    double squares = 0;
                    for (int k = 0; k < inner; k++) {
                        double size = Math.abs(l.values()[i * inner + k]);
                        double reach = norms[first + k] + rho[first + k];
                        sum += size * rho[first + k] + gamma * size * norms[first + k];
                        sum += isByRows ? 0 : lambda[i * inner + k] * reach;
                        squares += reach * reach;
                    }
                    return Upwards.slack(sum + (isByRows ? lambda[i] * Math.sqrt(squares) : 0));
                })
                .toArray();
    }

    /** x Wᵀ: each row is off by (‖W‖ + ε)ρ + ε‖x‖, and by γ‖x‖‖W‖_F for the rounding. */
    static double[] linear(BoundedTensor rows, BoundedTensor weight) {
        double[] norms = Upwards.rowNorms(rows.entries(), rows.last());
        double[] rho = rows.rowRadii();
        double epsilon = weight.isExact() ? 0 : weight.wholeRadius();
        double spectral = rows.isExact() ? 0 : weight.spectralNorm();
        double rounding = Upwards.gamma(rows.last()) * Upwards.norm(weight.entries());
        double[] radii = new double[rho.length];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = Upwards.slack((spectral + epsilon) * rho[i] + (epsilon + rounding) * norms[i]);
        }
        return radii;
    }
}
