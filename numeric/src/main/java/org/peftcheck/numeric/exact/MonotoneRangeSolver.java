package org.peftcheck.numeric.exact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.fraction.BigFraction;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.exact.RationalMatrix;

/**
 * The exact solution of W0ᵀ σ(W0 θ) = W0ᵀ a for the leaky ReLU σ, that is P σ(W0 θ) = P a.
 *
 * <p>With it, one leaky ReLU unit realises any column a under the invariance of PEANuT, Prop 3.2. The equation is the
 * stationarity of a strictly convex function on the column space of W0, so w = W0 θ is unique. Newton's method on the
 * piecewise linear equation needs few steps; should it come back to a sign pattern, the equation is solved as the
 * complementarity problem y = P a + (I − (1 − slope) P) μ with w = y − μ, whose matrix is positive definite.
 */
public final class MonotoneRangeSolver {

    private final RationalMatrix w0;
    private final RationalMatrix independent;
    private final List<Integer> columns;
    private final BigFraction slope;
    private final RationalMatrix a;

    MonotoneRangeSolver(Activation.LeakyRelu sigma, RationalMatrix w0, RationalMatrix a) {
        if (a.rows() != w0.rows() || a.columns() != 1) {
            throw new IllegalArgumentException(
                    "monotone equation: expected a vector of " + w0.rows() + "x1, got " + a.rows() + "x" + a.columns());
        }
        this.w0 = w0;
        this.columns = ExactRank.independentColumns(w0);
        this.independent = w0.selectColumns(columns);
        this.slope = sigma.slope();
        this.a = a;
    }

    /**
     * Solves the equation.
     *
     * @param sigma the leaky ReLU
     * @param w0 d1×d2, of any rank
     * @param a d1×1, any sign
     * @return θ, d2×1, with W0ᵀ σ(W0 θ) = W0ᵀ a exactly; zero in the dependent columns of W0
     * @throws IllegalArgumentException if a is not d1×1
     */
    public static RationalMatrix solve(Activation.LeakyRelu sigma, RationalMatrix w0, RationalMatrix a) {
        MonotoneRangeSolver solver = new MonotoneRangeSolver(sigma, w0, a);
        return solver.newton().orElseGet(solver::complementarity);
    }

    /**
     * The leaky ReLU, entry by entry.
     *
     * @param sigma the activation
     * @param w a matrix
     * @return σ(w)
     */
    public static RationalMatrix apply(Activation.LeakyRelu sigma, RationalMatrix w) {
        return w.map(x -> x.signum() < 0 ? x.multiply(sigma.slope()) : x);
    }

    /** Newton's method from the projection of a; empty if a sign pattern comes back before the residual is zero. */
    Optional<RationalMatrix> newton() {
        RationalMatrix transposed = independent.transpose();
        RationalMatrix target = transposed.times(a);
        Set<List<Boolean>> seen = new HashSet<>();
        RationalMatrix coefficients =
                ExactSolver.solve(transposed.times(independent), target).orElseThrow();
        RationalMatrix w = independent.times(coefficients);
        for (List<Boolean> pattern = negative(w); seen.add(pattern); pattern = negative(w)) {
            List<Boolean> current = pattern;
            RationalMatrix scaled = RationalMatrix.of(
                    independent.rows(),
                    independent.columns(),
                    (i, j) -> current.get(i) ? independent.get(i, j).multiply(slope) : independent.get(i, j));
            coefficients = ExactSolver.solve(transposed.times(scaled), target).orElseThrow();
            w = independent.times(coefficients);
            if (transposed.times(apply(new Activation.LeakyRelu(slope), w)).equals(target)) {
                return Optional.of(embed(coefficients));
            }
        }
        return Optional.empty();
    }

    /** The same solution from the complementarity problem. */
    RationalMatrix complementarity() {
        RationalMatrix p = ExactProjector.onColumnSpaceOf(w0);
        RationalMatrix m = RationalMatrix.identity(w0.rows()).minus(p.scale(BigFraction.ONE.subtract(slope)));
        Lemke.Solution pair = Lemke.solve(m, p.times(a)).orElseThrow();
        return embed(ExactSolver.solve(independent, pair.y().minus(pair.mu())).orElseThrow());
    }

    private static List<Boolean> negative(RationalMatrix w) {
        return IntStream.range(0, w.rows())
                .mapToObj(i -> w.get(i, 0).signum() < 0)
                .toList();
    }

    private RationalMatrix embed(RationalMatrix coefficients) {
        return RationalMatrix.of(w0.columns(), 1, (i, j) -> {
            int place = columns.indexOf(i);
            return place < 0 ? BigFraction.ZERO : coefficients.get(place, 0);
        });
    }
}
