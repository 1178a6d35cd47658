package org.peftcheck.numeric.reading;

import java.util.function.DoubleUnaryOperator;
import org.peftcheck.numeric.interval.Interval;
import org.peftcheck.numeric.interval.IntervalAlgebra;
import org.peftcheck.numeric.interval.IntervalMatrix;
import org.peftcheck.theory.algebra.Activation;
import org.peftcheck.theory.algebra.MatrixAlgebra;
import org.peftcheck.theory.algebra.Scalar;

/**
 * A bound on how far a double-precision reading may be from the exact value, entry by entry, whatever the order of summation.
 *
 * <p>With u = 2⁻⁵³, γ_m = m u/(1 − m u), computed values a + e_a and b + e_b:
 *
 * <ul>
 *   <li>sum and difference: e_a + e_b + u(|a| + e_a + |b| + e_b);
 *   <li>product of inner dimension m: Σ((|a| + e_a)e_b + e_a|b|) + γ_m Σ(|a| + e_a)(|b| + e_b);
 *   <li>multiple by s: |s| e_a + 6u|s|(|a| + e_a), the factor and the root in it being rounded too;
 *   <li>row scaled by f: the product of two numbers; quotient: (e_a + |a/b| e_b + u(|a| + e_a))/(|b| − e_b), no bound if that is not
 *       positive;
 *   <li>norm of a row of m entries: Σ e_a + (m + 4)u (‖a‖ + Σ e_a);
 *   <li>ReLU: e_a; leaky ReLU: e_a + 3u(|a| + e_a); another σ with Lipschitz constant L: L e_a + 4u max(1, |a| + e_a), the measured
 *       error of its evaluation.
 * </ul>
 *
 * <p>|a| is taken from the enclosure; a relative slack of 10⁻⁶ covers the rounding of the bound itself and an absolute 10⁻²⁹⁰
 * covers underflow. The majorant is the formula with every summand replaced by its absolute value.
 */
public final class RoundingBoundAlgebra implements MatrixAlgebra<RoundingBoundAlgebra.Bounded> {

    private static final double U = 0x1p-53;

    private final IntervalAlgebra intervals = new IntervalAlgebra();

    /**
     * A value with its bound.
     *
     * @param enclosure an enclosure of the exact value
     * @param error a bound on the distance of the computed value from the exact one
     * @param majorant the sum of the absolute values of all summands
     */
    public record Bounded(IntervalMatrix enclosure, DenseMatrix error, DenseMatrix majorant) {

        /**
         * A value that is computed without error.
         *
         * @param values doubles
         * @return the value, error 0
         */
        public static Bounded exactly(DenseMatrix values) {
            IntervalMatrix points =
                    IntervalMatrix.of(values.rows(), values.columns(), (i, j) -> Interval.of(values.get(i, j)));
            return new Bounded(points, values.map(x -> 0), values.map(Math::abs));
        }

        double size(int row, int column) {
            return enclosure.get(row, column).magnitude();
        }

        double reach(int row, int column) {
            return size(row, column) + error.get(row, column);
        }

        /**
         * Whether a computed value is as near as the bound says.
         *
         * @param computed the computed value
         * @return whether each entry is within its bound of the enclosure
         */
        public boolean admits(DenseMatrix computed) {
            boolean all = computed.rows() == error.rows() && computed.columns() == error.columns();
            for (int i = 0; all && i < error.rows(); i++) {
                for (int j = 0; j < error.columns(); j++) {
                    Interval value = enclosure.get(i, j);
                    double x = computed.get(i, j);
                    double bound = error.get(i, j);
                    all = all && x >= value.lo() - bound && x <= value.hi() + bound;
                }
            }
            return all;
        }
    }

    private static DenseMatrix slack(int rows, int columns, DenseMatrix.Entry bound) {
        return DenseMatrix.of(rows, columns, (i, j) -> bound.at(i, j) * (1 + 1e-6) + 1e-290);
    }

    private static DenseMatrix sum(DenseMatrix a, DenseMatrix b) {
        return DenseMatrix.of(a.rows(), a.columns(), (i, j) -> a.get(i, j) + b.get(i, j));
    }

    private static DenseMatrix additive(Bounded a, Bounded b) {
        return slack(
                a.error.rows(),
                a.error.columns(),
                (i, j) -> a.error.get(i, j) + b.error.get(i, j) + U * (a.reach(i, j) + b.reach(i, j)));
    }

    @Override
    public Bounded plus(Bounded left, Bounded right) {
        return new Bounded(
                intervals.plus(left.enclosure, right.enclosure),
                additive(left, right),
                sum(left.majorant, right.majorant));
    }

    @Override
    public Bounded minus(Bounded left, Bounded right) {
        return new Bounded(
                intervals.minus(left.enclosure, right.enclosure),
                additive(left, right),
                sum(left.majorant, right.majorant));
    }

    @Override
    public Bounded times(Bounded left, Bounded right) {
        int inner = right.error.rows();
        double gamma = inner * U / (1 - inner * U);
        DenseMatrix error = slack(left.error.rows(), right.error.columns(), (i, j) -> {
            double bound = 0;
            for (int l = 0; l < inner; l++) {
                double reach = left.reach(i, l);
                bound += reach * right.error.get(l, j) + left.error.get(i, l) * right.size(l, j);
                bound += gamma * reach * right.reach(l, j);
            }
            return bound;
        });
        DenseMatrix majorant = DenseMatrix.of(left.error.rows(), right.error.columns(), (i, j) -> {
            double total = 0;
            for (int l = 0; l < inner; l++) {
                total += left.majorant.get(i, l) * right.majorant.get(l, j);
            }
            return total;
        });
        return new Bounded(intervals.times(left.enclosure, right.enclosure), error, majorant);
    }

    @Override
    public Bounded scale(Scalar factor, Bounded matrix) {
        double s = IntervalAlgebra.enclosing(factor).magnitude();
        DenseMatrix error = slack(
                matrix.error.rows(),
                matrix.error.columns(),
                (i, j) -> s * matrix.error.get(i, j) + 6 * U * s * matrix.reach(i, j));
        return new Bounded(intervals.scale(factor, matrix.enclosure), error, matrix.majorant.map(x -> s * x));
    }

    @Override
    public Bounded activate(Activation activation, Bounded matrix) {
        double lipschitz = lipschitz(activation);
        DoubleUnaryOperator evaluation = evaluation(activation);
        DenseMatrix error = slack(
                matrix.error.rows(),
                matrix.error.columns(),
                (i, j) -> lipschitz * matrix.error.get(i, j) + evaluation.applyAsDouble(matrix.reach(i, j)));
        return new Bounded(
                intervals.activate(activation, matrix.enclosure), error, matrix.majorant.map(x -> lipschitz * x));
    }

    private static double lipschitz(Activation activation) {
        if (activation instanceof Activation.Gelu || activation instanceof Activation.Silu) {
            return 1.2;
        }
        if (activation instanceof Activation.SinPlusCos) {
            return 8.8858;
        }
        if (activation instanceof Activation.Triangle) {
            return 4;
        }
        return activation instanceof Activation.Sin2Pi ? 6.2832 : 1;
    }

    private static DoubleUnaryOperator evaluation(Activation activation) {
        if (activation instanceof Activation.Relu || activation instanceof Activation.Triangle) {
            return reach -> 0;
        }
        if (activation instanceof Activation.LeakyRelu) {
            return reach -> 3 * U * reach;
        }
        return reach -> 4 * U * Math.max(1, reach);
    }

    @Override
    public Bounded transpose(Bounded matrix) {
        return new Bounded(
                intervals.transpose(matrix.enclosure), transposed(matrix.error), transposed(matrix.majorant));
    }

    private static DenseMatrix transposed(DenseMatrix matrix) {
        return DenseMatrix.of(matrix.columns(), matrix.rows(), (i, j) -> matrix.get(j, i));
    }

    @Override
    public Bounded scaleRows(Bounded factors, Bounded matrix) {
        DenseMatrix error = slack(
                matrix.error.rows(),
                matrix.error.columns(),
                (i, j) -> factors.reach(i, 0) * matrix.error.get(i, j)
                        + factors.error.get(i, 0) * matrix.size(i, j)
                        + U * factors.reach(i, 0) * matrix.reach(i, j));
        DenseMatrix majorant = DenseMatrix.of(
                matrix.error.rows(),
                matrix.error.columns(),
                (i, j) -> factors.majorant.get(i, 0) * matrix.majorant.get(i, j));
        return new Bounded(intervals.scaleRows(factors.enclosure, matrix.enclosure), error, majorant);
    }

    @Override
    public Bounded divide(Bounded dividend, Bounded divisor) {
        IntervalMatrix quotient = intervals.divide(dividend.enclosure, divisor.enclosure);
        DenseMatrix error = slack(dividend.error.rows(), dividend.error.columns(), (i, j) -> {
            double least = divisor.enclosure.get(i, j).mignitude() - divisor.error.get(i, j);
            double above = dividend.error.get(i, j)
                    + quotient.get(i, j).magnitude() * divisor.error.get(i, j)
                    + U * dividend.reach(i, j);
            return least > 0 ? above / least : Double.POSITIVE_INFINITY;
        });
        DenseMatrix majorant = DenseMatrix.of(
                dividend.error.rows(),
                dividend.error.columns(),
                (i, j) -> dividend.majorant.get(i, j)
                        / divisor.enclosure.get(i, j).mignitude());
        return new Bounded(quotient, error, majorant);
    }

    @Override
    public Bounded rowNorms(Bounded matrix) {
        IntervalMatrix norms = intervals.rowNorms(matrix.enclosure);
        int columns = matrix.error.columns();
        DenseMatrix error = slack(matrix.error.rows(), 1, (i, j) -> {
            double entries = rowSum(matrix.error, i);
            return entries + (columns + 4) * U * (norms.get(i, 0).magnitude() + entries);
        });
        return new Bounded(norms, error, DenseMatrix.of(error.rows(), 1, (i, j) -> rowSum(matrix.majorant, i)));
    }

    private static double rowSum(DenseMatrix matrix, int row) {
        double sum = 0;
        for (int j = 0; j < matrix.columns(); j++) {
            sum += matrix.get(row, j);
        }
        return sum;
    }
}
