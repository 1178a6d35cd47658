package org.peftcheck.numeric.peanut2025;

import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Minimises Σ_i φ((Q z)_i) − ⟨c, z⟩ over z by Newton's method with generalised second derivatives, a small ridge and a
 * backtracking line search. At the minimum Qᵀ φ'(Q z) = c.
 */
final class SemismoothNewton {

    private static final int STEPS = 200;
    /** The ridge of the first steps; it shrinks with the gradient, so that the last steps are Newton's. */
    private static final double RIDGE = 1e-3;
    /** The gradient, relative to its terms, at which rounding takes over. */
    private static final double STATIONARY = 4e-15;

    private final DMatrixRMaj basis;
    private final ConvexPotential potential;
    private final DMatrixRMaj linear;

    /**
     * A problem.
     *
     * @param basis Q, m×k with orthonormal columns
     * @param potential φ
     * @param linear c, k×1
     */
    SemismoothNewton(DMatrixRMaj basis, ConvexPotential potential, DMatrixRMaj linear) {
        this.basis = basis;
        this.potential = potential;
        this.linear = linear;
    }

    /**
     * Vectors w of V with P φ'(w) = P b, one for each column b of the targets.
     *
     * @param space V, a proper subspace
     * @param potential φ
     * @param targets d_out×n
     * @return the vectors, d_out×n
     */
    static DMatrixRMaj images(FloatColumnSpace space, ConvexPotential potential, DMatrixRMaj targets) {
        DMatrixRMaj linear = CommonOps_DDRM.multTransA(space.basis(), targets, null);
        DMatrixRMaj images = new DMatrixRMaj(targets.numRows, targets.numCols);
        IntStream.range(0, targets.numCols).parallel().forEach(l -> {
            DMatrixRMaj c = CommonOps_DDRM.extractColumn(linear, l, null);
            DMatrixRMaj w =
                    new SemismoothNewton(space.basis(), potential, c).minimise().w();
            for (int i = 0; i < images.numRows; i++) {
                images.set(i, l, w.data[i]);
            }
        });
        return images;
    }

    /**
     * Where the iteration ended.
     *
     * @param z the point, k×1
     * @param w its image Q z, m×1
     * @param gradient the norm of the gradient there
     * @param value the objective there
     */
    record Result(DMatrixRMaj z, DMatrixRMaj w, double gradient, double value) {}

    Result minimise() {
        return minimise(w -> false);
    }

    /** Minimises, or stops as soon as an image Q z is good enough. */
    Result minimise(Predicate<DMatrixRMaj> goodEnough) {
        Result at = result(linear.copy());
        for (int step = 0; step < STEPS; step++) {
            if (at.gradient() <= STATIONARY * scale(at.w()) || goodEnough.test(at.w())) {
                break;
            }
            Result next = step(at);
            if (next.gradient() >= at.gradient() && next.value() >= at.value() - 1e-14 * Math.abs(at.value())) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** One step: the whole Newton step where it halves the gradient, otherwise as much of it as lowers the objective. */
    private Result step(Result at) {
        DMatrixRMaj gradient = gradient(at.w());
        double ridge = RIDGE * Math.max(1e-10, Math.min(1, at.gradient() / scale(at.w())));
        DMatrixRMaj direction = direction(at.w(), gradient, ridge);
        double along = dot(gradient, direction);
        double length = 1;
        Result next = result(move(at.z(), direction, length));
        if (next.gradient() <= 0.5 * at.gradient()) {
            return next;
        }
        while (next.value() > at.value() + 1e-4 * length * along && length > 1e-9) {
            length *= 0.5;
            next = result(move(at.z(), direction, length));
        }
        return next;
    }

    private Result result(DMatrixRMaj z) {
        DMatrixRMaj w = CommonOps_DDRM.mult(basis, z, null);
        return new Result(z, w, size(gradient(w)), value(z, w));
    }

    private double scale(DMatrixRMaj w) {
        return 1 + size(linear) + size(slopes(w));
    }

    private double value(DMatrixRMaj z, DMatrixRMaj w) {
        double sum = 0;
        for (int i = 0; i < w.numRows; i++) {
            sum += potential.value(w.data[i]);
        }
        return sum - dot(linear, z);
    }

    private DMatrixRMaj slopes(DMatrixRMaj w) {
        DMatrixRMaj slopes = new DMatrixRMaj(w.numRows, 1);
        for (int i = 0; i < w.numRows; i++) {
            slopes.data[i] = potential.slope(w.data[i]);
        }
        return slopes;
    }

    private DMatrixRMaj gradient(DMatrixRMaj w) {
        DMatrixRMaj gradient = CommonOps_DDRM.multTransA(basis, slopes(w), null);
        CommonOps_DDRM.subtractEquals(gradient, linear);
        return gradient;
    }

    private DMatrixRMaj direction(DMatrixRMaj w, DMatrixRMaj gradient, double ridge) {
        int k = basis.numCols;
        DMatrixRMaj weighted = new DMatrixRMaj(w.numRows, k);
        int row = 0;
        for (int i = 0; i < w.numRows; i++) {
            double root = Math.sqrt(potential.curvature(w.data[i]));
            if (root > 0) {
                for (int j = 0; j < k; j++) {
                    weighted.data[row * k + j] = root * basis.data[i * k + j];
                }
                row++;
            }
        }
        DMatrixRMaj hessian = new DMatrixRMaj(k, k);
        if (row > 0) {
            weighted.reshape(row, k, true);
            CommonOps_DDRM.multInner(weighted, hessian);
        }
        for (int j = 0; j < k; j++) {
            hessian.add(j, j, ridge);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(k);
        if (!solver.setA(hessian)) {
            throw new IllegalStateException("Newton's matrix is not positive definite with a ridge of " + ridge);
        }
        DMatrixRMaj direction = new DMatrixRMaj(k, 1);
        solver.solve(gradient, direction);
        CommonOps_DDRM.scale(-1, direction);
        return direction;
    }

    private static DMatrixRMaj move(DMatrixRMaj z, DMatrixRMaj direction, double length) {
        DMatrixRMaj moved = z.copy();
        CommonOps_DDRM.addEquals(moved, length, direction);
        return moved;
    }

    private static double dot(DMatrixRMaj x, DMatrixRMaj y) {
        double sum = 0;
        for (int i = 0; i < x.numRows; i++) {
            sum += x.data[i] * y.data[i];
        }
        return sum;
    }

    private static double size(DMatrixRMaj x) {
        return Math.sqrt(dot(x, x));
    }
}
